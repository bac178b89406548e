import type { Mesh } from "../mesh/mesh";

/**
 * The pictures that a file lays on its triangles, still encoded: this room has no codec. Kept apart from the mesh, whose
 * vertices are joined later, by triangles and their corners.
 */
export interface MeshSkin {
  /** As the file holds them, with a name for people. */
  pictures: { name: string; bytes: Uint8Array }[];
  materials: SkinMaterial[];
  /** Of each triangle: 0 for none, or else one more than its material. */
  materialOf: Uint16Array;
  /** u and v of each corner from the picture's left and top, 0 to 1; beyond, the picture goes on as its material says. */
  places: Float32Array;
}

export interface SkinMaterial {
  /** Absent where the tint alone is the colour. */
  picture?: number;
  /** Linear light, multiplied with the picture. */
  tint: readonly [number, number, number];
  wrap: readonly [Wrap, Wrap];
  /** The colours of the vertices are multiplied in as well. */
  shaded?: boolean;
}

/** How a picture goes on beyond its edges. */
export type Wrap = "clamp" | "repeat" | "mirror";

/** What a file holds. */
export interface MeshParts {
  mesh: Mesh;
  /** Absent where there is no picture. */
  skin?: MeshSkin;
  /** Sentences for people: what was left out, and why. */
  notes: string[];
}

/** Gathers a {@link MeshSkin}, triangle by triangle; those that are left out have none. */
export class SkinBuilder {
  readonly pictures: MeshSkin["pictures"] = [];
  readonly materials: SkinMaterial[] = [];
  private readonly numbers = new Map<string, number>();
  private materialOf = new Uint16Array(0);
  private places = new Float32Array(0);
  private laid = false;

  /**
   * Materials that look alike are one: programs write a material for each part, all with the same picture.
   * @returns the number by which triangles take it, undefined where there are too many.
   */
  addMaterial(material: SkinMaterial): number | undefined {
    const { picture, tint, wrap, shaded = false } = material;
    const key = [picture, tint, wrap, shaded].join(" ");
    const known = this.numbers.get(key);
    if (known !== undefined || this.materials.length >= MOST_MATERIALS) return known;
    const number = this.materials.push(material);
    this.numbers.set(key, number);
    return number;
  }

  /** @param places u, v of the three corners. */
  lay(triangle: number, material: number, places: ArrayLike<number>): void {
    this.laid = true;
    if (triangle >= this.materialOf.length) this.grow(triangle);
    this.materialOf[triangle] = material;
    for (let n = 0; n < 6; n++) this.places[6 * triangle + n] = Number.isFinite(places[n]) ? places[n] : 0;
  }

  /** Undefined where no triangle has a picture. */
  finish(triangles: number): MeshSkin | undefined {
    if (!this.laid || this.pictures.length === 0) return undefined;
    const materialOf = new Uint16Array(triangles);
    materialOf.set(this.materialOf.subarray(0, triangles));
    const places = new Float32Array(6 * triangles);
    places.set(this.places.subarray(0, places.length));
    return { pictures: this.pictures, materials: this.materials, materialOf, places };
  }

  private grow(triangle: number): void {
    const length = Math.max(1024, Math.ceil(1.6 * (triangle + 1)));
    const [materialOf, places] = [new Uint16Array(length), new Float32Array(6 * length)];
    materialOf.set(this.materialOf);
    places.set(this.places);
    [this.materialOf, this.places] = [materialOf, places];
  }
}

const MOST_MATERIALS = 1024;
