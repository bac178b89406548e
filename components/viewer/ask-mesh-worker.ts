import type { WallMap } from "@/lib/geometry/print/map-walls";

/** A mesh as it is drawn, in the printer's frame: z up. */
export interface DrawnMesh {
  positions: Float32Array;
  indices: Uint32Array;
  normals: Float32Array;
}

interface ReadTask {
  /** An STL, PLY or OBJ. */
  bytes: ArrayBuffer;
}
interface WallTask {
  mesh: { positions: Float32Array; indices: Uint32Array };
  reachMm: number;
}
export type MeshTask = ReadTask | WallTask;
export type MeshAnswer = { answer: DrawnMesh | WallMap } | { fault: string };

export function askMeshWorker(task: ReadTask, signal: AbortSignal): Promise<DrawnMesh>;
export function askMeshWorker(task: WallTask, signal: AbortSignal): Promise<WallMap>;
/** Gives one task to a worker of its own, which ends with the answer or with the signal. */
export function askMeshWorker(task: MeshTask, signal: AbortSignal): Promise<DrawnMesh | WallMap> {
  const worker = new Worker(new URL("./mesh-worker.ts", import.meta.url), { type: "module" });
  const asked = new Promise<DrawnMesh | WallMap>((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    worker.onerror = (event) => reject(new Error(event.message || "The worker did not start."));
    worker.onmessage = ({ data }: MessageEvent<MeshAnswer>) =>
      "fault" in data ? reject(new Error(data.fault)) : resolve(data.answer);
    worker.postMessage(task, "bytes" in task ? [task.bytes] : []);
  });
  return asked.finally(() => worker.terminate());
}
