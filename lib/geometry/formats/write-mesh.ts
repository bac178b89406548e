import type { Mesh } from "../mesh/mesh";
import { write3mf } from "./write-3mf";
import { writeFbx } from "./write-fbx";
import { writeGlb, type GlbOptions } from "./write-glb";
import { writeObj } from "./write-obj";
import { writePly } from "./write-ply";
import { writeStl } from "./write-stl";
import { writeUsdz } from "./write-usdz";
import type { DeflateRaw } from "./zip-archive";

export interface MeshFile {
  extension: string;
  contentType: string;
  bytes: Uint8Array;
}

export interface WriteOptions extends GlbOptions {
  deflateRaw: DeflateRaw;
  /** A PNG for the 3MF. */
  thumbnail?: Uint8Array;
}

/** Writes a finished mesh (millimetres, z up) in one of the offered formats. The same mesh gives the same bytes. */
export function writeMesh(
  mesh: Mesh,
  format: "stl" | "glb" | "obj" | "ply" | "3mf" | "fbx" | "usdz",
  options: WriteOptions,
): MeshFile {
  switch (format) {
    case "stl":
      return { extension: "stl", contentType: "model/stl", bytes: writeStl(mesh) };
    case "glb":
      return { extension: "glb", contentType: "model/gltf-binary", bytes: writeGlb(mesh, options) };
    case "ply":
      return { extension: "ply", contentType: "application/x-ply", bytes: writePly(mesh) };
    case "fbx":
      return { extension: "fbx", contentType: "application/octet-stream", bytes: writeFbx(mesh) };
    case "3mf":
      return {
        extension: "3mf",
        contentType: "model/3mf",
        bytes: write3mf(mesh, options.deflateRaw, options.thumbnail),
      };
    case "usdz":
      return {
        extension: "usdz",
        contentType: "model/vnd.usdz+zip",
        bytes: writeUsdz(mesh, options.picture),
      };
    case "obj": {
      const { bytes, zipped } = writeObj(mesh, options.deflateRaw, options.picture);
      return zipped
        ? { extension: "zip", contentType: "application/zip", bytes }
        : { extension: "obj", contentType: "model/obj", bytes };
    }
  }
}
