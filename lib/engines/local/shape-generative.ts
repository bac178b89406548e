import { MeshoptDecoder } from "meshoptimizer/decoder";
import { AppError } from "@/lib/core/errors";
import { readGlb } from "@/lib/geometry/formats/read-glb";
import { repairMesh, UnrepairableMeshError } from "@/lib/geometry/repair/repair-mesh";
import { toMeshRefusal } from "./inspect-mesh";
import { paintUpload } from "./paint-upload";
import type { Shaper } from "./shaped-job";

/**
 * A body out of the GLB that an outside engine made: read and mended as any stranger's mesh, and from there on treated as
 * one of our own, so that size, print contract, report and files are what they always are. Its picture becomes colours at
 * the vertices, which a reduction keeps. Throws `bad_mesh` for what is no GLB or cannot be closed.
 */
export const shapeGenerative: Shaper = async ({ model, textured, sizeMm, sizeAxis }, note) => {
  if (!model) throw new AppError("bad_mesh", "The outside engine gave no model.");
  note("decoding", 5);
  try {
    await MeshoptDecoder.ready;
    const painted = await paintUpload(
      readGlb(model, MeshoptDecoder.decodeGltfBuffer),
      textured ? "ply" : "stl",
    );
    note("shaping", 15);
    const { mesh, repairs } = repairMesh(painted.mesh);
    const { filledHoles, droppedTriangles } = repairs;
    const mended = filledHoles + droppedTriangles > 0;
    return {
      engine: "generative",
      engineReason: "An outside engine was asked for by name.",
      solid: { kind: "mesh", mesh },
      sizeMm,
      sizeAxis,
      notes: mended
        ? [
            `Its surface was mended: ${filledHoles} holes were filled and ${droppedTriangles} triangles dropped.`,
          ]
        : [],
    };
  } catch (error) {
    if (error instanceof UnrepairableMeshError) throw new AppError("bad_mesh", error.message);
    throw toMeshRefusal(error);
  }
};
