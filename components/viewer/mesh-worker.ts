import { readMesh } from "@/lib/geometry/formats/read-mesh";
import { splitCreases } from "@/lib/geometry/mesh/split-creases";
import { vertexNormals } from "@/lib/geometry/mesh/vertex-normals";
import { mapWalls } from "@/lib/geometry/print/map-walls";
import { weldVertices } from "@/lib/geometry/repair/weld-vertices";
import type { MeshAnswer, MeshTask } from "./ask-mesh-worker";

/** What takes long on a large mesh, out of the way of the page. One task a worker; faults are answered as words. */
self.onmessage = ({ data }: MessageEvent<MeshTask>) => {
  try {
    const answer = "bytes" in data ? read(data.bytes) : mapWalls(data.mesh, data.reachMm);
    const buffers = Object.values(answer).map((values: Float32Array | Uint32Array) => values.buffer);
    postMessage({ answer } satisfies MeshAnswer, { transfer: buffers });
  } catch (error) {
    postMessage({ fault: error instanceof Error ? error.message : String(error) } satisfies MeshAnswer);
  }
};

function read(bytes: ArrayBuffer) {
  const { mesh } = readMesh(new Uint8Array(bytes), { inflateRaw: noArchives });
  const ready = splitCreases(weldVertices(mesh));
  return { positions: ready.positions, indices: ready.indices, normals: vertexNormals(ready) };
}

function noArchives(): never {
  throw new Error("Archives are not shown.");
}
