import type { ObjMaterial } from "./read-materials";
import { SkinBuilder } from "./skin-builder";

/** What else came with an OBJ: a file by the name that the OBJ gives it. */
export type FindFile = (name: string) => Uint8Array | undefined;

/** The pictures of an OBJ's materials, and the places on them that its corners name. */
export class ObjSkin {
  readonly builder = new SkinBuilder();
  readonly notes = new Set<string>();
  private readonly pictures = new Map<string, number | undefined>();
  private readonly numbers = new Map<ObjMaterial, number | undefined>();
  private places = new Float32Array(1024);
  /** Places so far. */
  count = 0;

  constructor(private readonly findFile: FindFile) {}

  place(u: number, v: number): void {
    if (2 * this.count === this.places.length) {
      const wider = new Float32Array(2 * this.places.length);
      wider.set(this.places);
      this.places = wider;
    }
    this.places[2 * this.count] = u;
    this.places[2 * this.count + 1] = v;
    this.count++;
  }

  /**
   * @param material the face's own
   * @param corners places of the three corners, counted from 0; −1 for none
   */
  lay(triangle: number, material: ObjMaterial, corners: readonly [number, number, number]): void {
    if (!this.numbers.has(material)) this.numbers.set(material, this.addMaterial(material));
    const number = this.numbers.get(material);
    const placed = corners.every((place) => place >= 0 && place < this.count);
    if (number === undefined || (material.picture && !placed)) return;
    const { scale, offset } = material.picture ?? { scale: [1, 1], offset: [0, 0] };
    const found = [0, 0, 0, 0, 0, 0];
    if (placed)
      corners.forEach((place, n) => {
        found[2 * n] = scale[0] * this.places[2 * place] + offset[0];
        // OBJ counts from the picture's lower left.
        found[2 * n + 1] = 1 - (scale[1] * this.places[2 * place + 1] + offset[1]);
      });
    this.builder.lay(triangle, number, found);
  }

  /** A picture stands for its material's colour: most programs write white, grey or black beside one, and read none of it. */
  private addMaterial({ color, picture }: ObjMaterial): number | undefined {
    const number = picture && this.pictureOf(picture.path);
    if (number !== undefined && picture)
      return this.builder.addMaterial({
        picture: number,
        tint: [1, 1, 1],
        wrap: [picture.wrap, picture.wrap],
      });
    if (!color) return undefined;
    const [red, green, blue] = color.map(toLinear);
    return this.builder.addMaterial({ tint: [red, green, blue], wrap: ["clamp", "clamp"] });
  }

  private pictureOf(path: string): number | undefined {
    if (!this.pictures.has(path)) this.pictures.set(path, this.addPicture(path));
    return this.pictures.get(path);
  }

  private addPicture(path: string): number | undefined {
    const bytes = this.findFile(path);
    const name = path.slice(path.lastIndexOf("/") + 1).slice(0, 80);
    if (bytes) return this.builder.pictures.push({ name, bytes }) - 1;
    this.notes.add(
      `The picture “${name}” did not come with the OBJ, so its surface has the plain colour of its material. Send a ZIP of the OBJ, its MTL and its pictures.`,
    );
    return undefined;
  }
}

function toLinear(byte: number): number {
  const share = byte / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
