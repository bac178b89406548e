import { deflateRawSync } from "node:zlib";
import { zipArchive } from "@/lib/geometry/formats/zip-archive";

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

export const plyOf = (faces: number | null): Uint8Array =>
  text(
    "ply\nformat ascii 1.0\nelement vertex 3\nproperty float x\nproperty float y\nproperty float z\n" +
      (faces === null ? "" : `element face ${faces}\nproperty list uchar int vertex_indices\n`) +
      "end_header\n0 0 0\n1 0 0\n0 1 0\n",
  );

/** A GLB of a description alone. */
export function glbOf(document: object): Uint8Array {
  const json = JSON.stringify({ asset: { version: "2.0" }, ...document });
  const body = text(json + " ".repeat((4 - (json.length % 4)) % 4));
  const out = new Uint8Array(20 + body.length);
  new Uint32Array(out.buffer, 0, 5).set([0x46546c67, 2, out.length, body.length, 0x4e4f534a]);
  out.set(body, 20);
  return out;
}

export const threeMfOf = (triangles: string): Uint8Array =>
  zipArchive(
    [
      {
        name: "3D/3dmodel.model",
        bytes: text(
          '<model unit="millimeter"><resources><object id="1"><mesh><vertices><vertex x="0" y="0" z="0"/></vertices>' +
            `<triangles>${triangles}</triangles></mesh></object></resources><build><item objectid="1"/></build></model>`,
        ),
      },
    ],
    (bytes) => deflateRawSync(bytes),
  );

/** Whole files of every format that is read, in which there is nothing. */
export const facelessMeshes: Record<string, Uint8Array> = {
  "a binary STL": new Uint8Array(84),
  "a text STL": text("solid part\nendsolid part\n"),
  "an OBJ of points": text("# f 1 2 3\no cloud\nv 0 0 0\nv 1 0 0\nv 0 1 0\np 1 2 3\n"),
  "a PLY of points": plyOf(0),
  "a PLY without the element": plyOf(null),
  "a GLB without meshes": glbOf({ scenes: [{ nodes: [] }] }),
  "a GLB of an empty mesh": glbOf({
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0 } }] }],
    accessors: [{ componentType: 5126, count: 0, type: "VEC3" }],
  }),
  "a 3MF": threeMfOf(""),
  "a zipped OBJ": zipArchive([{ name: "m.obj", bytes: text("v 0 0 0\nv 1 0 0\nv 0 1 0\n") }], (bytes) =>
    deflateRawSync(bytes),
  ),
};
