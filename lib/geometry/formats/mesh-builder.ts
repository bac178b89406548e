import type { Mesh } from "../mesh/mesh";
import { BadMeshError, MOST_TRIANGLES, noTriangles, tooManyTriangles } from "./bad-mesh-error";

/**
 * Gathers what a reader finds, in arrays that grow, and hands out nothing that could hurt what comes after: vertex
 * numbers lie within the vertices, coordinates are finite, there is at least one triangle and not too many.
 */
export class MeshBuilder {
  private positions: Float32Array;
  private indices: Uint32Array;
  private colors: Uint8Array | undefined;
  /** Vertices so far. */
  vertices = 0;
  private corners = 0;

  constructor(expectedVertices = 1024, expectedTriangles = 2048) {
    this.positions = new Float32Array(3 * Math.max(16, expectedVertices));
    this.indices = new Uint32Array(3 * Math.max(16, expectedTriangles));
  }

  vertex(x: number, y: number, z: number): void {
    const at = 3 * this.vertices++;
    if (at === this.positions.length) {
      if (this.vertices > 3 * MOST_TRIANGLES) throw tooManyTriangles();
      this.positions = grow(this.positions);
    }
    // Zero added: −0 becomes 0, so that equal places are equal bytes.
    this.positions[at] = x + 0;
    this.positions[at + 1] = y + 0;
    this.positions[at + 2] = z + 0;
  }

  /** So far. */
  get triangles(): number {
    return this.corners / 3;
  }

  /** Numbers that no vertex has are refused at the end, for a file may name vertices before it lists them. */
  triangle(a: number, b: number, c: number): void {
    const at = this.corners;
    if (at === this.indices.length) this.indices = grow(this.indices);
    if (at >= 3 * MOST_TRIANGLES) throw tooManyTriangles();
    this.indices[at] = a;
    this.indices[at + 1] = b;
    this.indices[at + 2] = c;
    this.corners += 3;
  }

  /** sRGB, 0 to 255. Vertices that no one paints stay light grey. */
  paint(vertex: number, red: number, green: number, blue: number): void {
    const at = 3 * vertex;
    if (!this.colors || at + 3 > this.colors.length) {
      const wider = new Uint8Array(Math.max(this.positions.length, at + 3)).fill(UNPAINTED);
      if (this.colors) wider.set(this.colors);
      this.colors = wider;
    }
    this.colors[at] = red;
    this.colors[at + 1] = green;
    this.colors[at + 2] = blue;
  }

  /** @throws BadMeshError as the class says. */
  finish(): Mesh {
    const positions = this.positions.slice(0, 3 * this.vertices);
    const indices = this.indices.slice(0, this.corners);
    if (indices.length === 0) throw noTriangles();
    for (let at = 0; at < positions.length; at++)
      if (!Number.isFinite(positions[at]))
        throw new BadMeshError(
          `Vertex ${Math.floor(at / 3)} lies at no finite place. Repair the model where it was made.`,
        );
    for (let at = 0; at < indices.length; at++)
      if (indices[at] >= this.vertices)
        throw new BadMeshError(
          `Triangle ${Math.floor(at / 3)} names a vertex that the file does not hold. Export it again.`,
        );
    if (!this.colors) return { positions, indices };
    const colors = new Uint8Array(positions.length).fill(UNPAINTED);
    colors.set(this.colors.subarray(0, positions.length));
    return { positions, indices, colors };
  }
}

const UNPAINTED = 200;

function grow<T extends Float32Array | Uint32Array>(values: T): T {
  const wider = new (values.constructor as new (length: number) => T)(
    3 * Math.ceil((values.length / 3) * 1.6),
  );
  wider.set(values);
  return wider;
}
