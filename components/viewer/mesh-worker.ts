import { mapWalls } from "@/lib/geometry/print/map-walls";
import type { MeshAnswer, MeshTask } from "./ask-mesh-worker";
import { readDrawnMesh } from "./read-drawn-mesh";

/** What takes long on a large mesh, out of the way of the page. One task a worker; faults are answered as words. */
self.onmessage = ({ data }: MessageEvent<MeshTask>) => {
  try {
    const answer = "bytes" in data ? readDrawnMesh(data.bytes) : mapWalls(data.mesh, data.reachMm);
    const buffers = Object.values(answer).map((values: Float32Array | Uint32Array) => values.buffer);
    postMessage({ answer } satisfies MeshAnswer, { transfer: buffers });
  } catch (error) {
    postMessage({ fault: error instanceof Error ? error.message : String(error) } satisfies MeshAnswer);
  }
};
