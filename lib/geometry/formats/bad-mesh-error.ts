/** A mesh file that cannot be used. The message is for people: what is wrong, and where one can say so, what to do. */
export class BadMeshError extends Error {
  override name = "BadMeshError";
}

/** Bytes that are none of the formats that are read. */
export class UnknownMeshFormatError extends BadMeshError {
  override name = "UnknownMeshFormatError";

  constructor() {
    super("The file is none of STL, OBJ, PLY, GLB and 3MF. Export the model in one of these.");
  }
}

/** Reading, mending, measuring and writing so many peaks below 1 GB and takes 15 s; no printer shows more. */
export const MOST_TRIANGLES = 4_000_000;

export const tooManyTriangles = (): BadMeshError =>
  new BadMeshError(
    `The mesh has more than ${MOST_TRIANGLES.toLocaleString("en")} triangles. Reduce it and send it again.`,
  );

export const noTriangles = (): BadMeshError => new BadMeshError("The file holds no triangles.");

export const cutShort = (format: string): BadMeshError =>
  new BadMeshError(
    `The ${format} file ends before what it announces. Export it again and send the whole file.`,
  );
