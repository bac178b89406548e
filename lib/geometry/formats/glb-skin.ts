import type { GlbAccessors, GlbDocument, GlbTextureInfo } from "./glb-accessors";
import { SkinBuilder, type Wrap } from "./skin-builder";

/** The picture of one primitive: its material's number, and the places of its vertices, two numbers each. */
export interface LaidPicture {
  material: number;
  places: Float64Array;
}

/** Finds the base colour's pictures of a GLB, and where the vertices lie on them. */
export class GlbSkin {
  readonly builder = new SkinBuilder();
  /** What people should know of pictures that are not taken. */
  readonly notes = new Set<string>();
  /** Of each image that was asked for: its number among the pictures. */
  private readonly pictures = new Map<number, number | undefined>();
  private readonly materials = new Map<string, number | undefined>();

  constructor(
    private readonly document: GlbDocument,
    private readonly accessors: GlbAccessors,
  ) {}

  /** Undefined where the primitive has no picture, or one that cannot be used. */
  find(material: number | undefined, attributes: Record<string, number>, vertices: number) {
    const pbr = this.document.materials?.[material ?? -1]?.pbrMetallicRoughness;
    const info = pbr?.baseColorTexture;
    if (!info) return undefined;
    const { texCoord = info.texCoord ?? 0 } = info.extensions?.KHR_texture_transform ?? {};
    const accessor = attributes[`TEXCOORD_${texCoord}`];
    if (accessor === undefined || this.accessors.countOf(accessor) !== vertices) return undefined;
    const shaded = this.isShaded(attributes.COLOR_0);
    const key = `${material} ${shaded}`;
    if (!this.materials.has(key))
      this.materials.set(key, this.addMaterial(info, pbr.baseColorFactor, shaded));
    const number = this.materials.get(key);
    if (number === undefined) return undefined;
    const places = this.accessors.read(accessor, 2);
    return { material: number, places: transform(places, info) } satisfies LaidPicture;
  }

  private addMaterial({ index }: GlbTextureInfo, factor: number[] = [], shaded: boolean): number | undefined {
    const texture = this.document.textures?.[index];
    const source = texture?.extensions?.EXT_texture_webp?.source ?? texture?.source;
    const picture = source === undefined ? this.leaveOut() : this.pictureOf(source);
    if (picture === undefined) return undefined;
    const sampler = this.document.samplers?.[texture?.sampler ?? -1];
    // Where vertices have colours, these hold the factor already.
    const tint = [0, 1, 2].map((n) => (shaded ? 1 : Math.min(1, Math.max(0, factor[n] ?? 1))));
    return this.builder.addMaterial({
      picture,
      tint: [tint[0], tint[1], tint[2]],
      wrap: [WRAPS[sampler?.wrapS ?? 0] ?? "repeat", WRAPS[sampler?.wrapT ?? 0] ?? "repeat"],
      shaded,
    });
  }

  /** Many files give every vertex white, which changes nothing. */
  private isShaded(colors: number | undefined): boolean {
    if (colors === undefined) return false;
    const width = this.accessors.widthOf(colors);
    return this.accessors
      .read(colors, width)
      .some((value, n) => (width === 3 || n % 4 !== 3) && value < 0.998);
  }

  private pictureOf(source: number): number | undefined {
    if (!this.pictures.has(source)) this.pictures.set(source, this.addPicture(source));
    return this.pictures.get(source);
  }

  private addPicture(source: number): number | undefined {
    const image = this.document.images?.[source];
    const name = `picture ${source + 1}`;
    if (image?.bufferView !== undefined) {
      const bytes = this.accessors.bytes(image.bufferView);
      return this.builder.pictures.push({ name, bytes }) - 1;
    }
    const packed = /^data:[^,]*;base64,(.*)$/s.exec(String(image?.uri ?? ""))?.[1];
    const bytes = packed && fromBase64(packed);
    if (!bytes) return this.leaveOut();
    return this.builder.pictures.push({ name, bytes }) - 1;
  }

  private leaveOut(): undefined {
    this.notes.add(
      "A picture that the GLB file names is not in it, so its surface has the plain colour of its material. Export the model with its pictures embedded.",
    );
  }
}

const WRAPS: Record<number, Wrap> = { 33071: "clamp", 33648: "mirror", 10497: "repeat" };

/** KHR_texture_transform: scaled, turned counter-clockwise as one sees the picture, moved. */
function transform(places: Float64Array, { extensions }: GlbTextureInfo): Float64Array {
  const moved = extensions?.KHR_texture_transform;
  if (!moved) return places;
  const { offset = [0, 0], rotation = 0, scale = [1, 1] } = moved;
  const [sine, cosine] = [Math.sin(rotation), Math.cos(rotation)];
  for (let at = 0; at < places.length; at += 2) {
    const [u, v] = [places[at] * scale[0], places[at + 1] * scale[1]];
    places[at] = cosine * u + sine * v + offset[0];
    places[at + 1] = cosine * v - sine * u + offset[1];
  }
  return places;
}

function fromBase64(packed: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}
