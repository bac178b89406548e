import type { SkinBuilder, Wrap } from "./skin-builder";
import type { ZipReader } from "./unzip-archive";
import type { XmlTags } from "./xml-tags";

/** Places on a picture, two numbers each, by which triangles name them. */
interface Group {
  material: number;
  places: number[];
}

const wraps: Record<string, Wrap> = { wrap: "repeat", mirror: "mirror", clamp: "clamp", none: "clamp" };

/**
 * The pictures of one part of a 3MF (materials extension): `texture2d` names a file of the package, `texture2dgroup` lists
 * places on it from the lower left, and triangles name those.
 */
export class TexturedGroups {
  private readonly materials = new Map<string, number>();
  private readonly groups = new Map<string, Group>();
  private group: Group = { material: 0, places: [] };

  /** @param notes gets a sentence for people for what is left out */
  constructor(
    private readonly skin: SkinBuilder,
    private readonly archive: ZipReader,
    private readonly notes: Set<string>,
  ) {}

  get size(): number {
    return this.groups.size;
  }

  /** Takes a tag if it is one of these. */
  read(tags: XmlTags): void {
    switch (tags.name) {
      case "texture2d":
        this.materials.set(tags.text("id") ?? "", this.addPicture(tags));
        break;
      case "texture2dgroup":
        this.group = { material: this.materials.get(tags.text("texid") ?? "") ?? 0, places: [] };
        this.groups.set(tags.text("id") ?? "", this.group);
        break;
      case "tex2coord":
        this.group.places.push(tags.number("u"), 1 - tags.number("v"));
        break;
      case "multiproperties":
      case "compositematerials":
        this.notes.add("Mixtures of several materials in the 3MF file were left out.");
    }
  }

  /** Of a triangle that names such a group; 0 for any other. */
  materialOf(group: string): number {
    return this.groups.get(group)?.material ?? 0;
  }

  /** Six numbers for three corners; the picture's corner for what names none. */
  placesOf(group: string, properties: readonly (number | undefined)[]): number[] {
    const places = this.groups.get(group)?.places ?? [];
    return properties.flatMap((at) => [places[2 * (at ?? 0)] ?? 0, places[2 * (at ?? 0) + 1] ?? 0]);
  }

  private addPicture(tags: XmlTags): number {
    const path = (tags.text("path") ?? "").replace(/^\//, "");
    const bytes = this.archive.read(path);
    if (!bytes) {
      this.notes.add(`The model's picture “${path}” is missing from the file, so it was left out.`);
      return 0;
    }
    const known = this.skin.pictures.findIndex(({ name }) => name === path);
    const picture = known >= 0 ? known : this.skin.pictures.push({ name: path, bytes }) - 1;
    const wrap = (name: string): Wrap => wraps[tags.text(name) ?? "wrap"] ?? "repeat";
    const [u, v] = [wrap("tilestyleu"), wrap("tilestylev")];
    const material = this.skin.addMaterial({ picture, tint: [1, 1, 1], wrap: [u, v] });
    if (material === undefined) this.notes.add("The model has too many materials, so some were left out.");
    return material ?? 0;
  }
}
