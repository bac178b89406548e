import { readMesh } from "@/lib/geometry/formats/read-mesh";
import { splitCreases } from "@/lib/geometry/mesh/split-creases";
import { vertexNormals } from "@/lib/geometry/mesh/vertex-normals";
import { weldVertices } from "@/lib/geometry/repair/weld-vertices";
import type { DrawnMesh } from "./ask-mesh-worker";

/** An STL, PLY or OBJ as it is drawn: each point once, smooth but at its creases. */
export function readDrawnMesh(bytes: ArrayBuffer): DrawnMesh {
  const { mesh } = readMesh(new Uint8Array(bytes), { inflateRaw: noArchives });
  const ready = splitCreases(weldVertices(mesh));
  return { positions: ready.positions, indices: ready.indices, normals: vertexNormals(ready) };
}

function noArchives(): never {
  throw new Error("Archives are not shown.");
}
