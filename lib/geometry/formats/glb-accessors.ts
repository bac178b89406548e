import { BadMeshError, MOST_TRIANGLES } from "./bad-mesh-error";

/**
 * Unpacks a buffer that EXT_meshopt_compression packed, into `target`: the shape of meshoptimizer's `decodeGltfBuffer`,
 * which can be passed as it is.
 */
export type UnpackBuffer = (
  target: Uint8Array,
  count: number,
  strideBytes: number,
  source: Uint8Array,
  mode: string,
  filter?: string,
) => void;

/** What is read of a glTF description. Nothing of it can be trusted: numbers may be missing, wrong or huge. */
export interface GlbDocument {
  extensionsRequired?: string[];
  scene?: number;
  scenes?: { nodes?: number[] }[];
  nodes?: {
    mesh?: number;
    children?: number[];
    matrix?: number[];
    translation?: number[];
    rotation?: number[];
    scale?: number[];
  }[];
  meshes?: {
    primitives?: {
      attributes?: Record<string, number>;
      indices?: number;
      mode?: number;
      material?: number;
    }[];
  }[];
  materials?: { pbrMetallicRoughness?: { baseColorFactor?: number[]; baseColorTexture?: GlbTextureInfo } }[];
  textures?: {
    source?: number;
    sampler?: number;
    extensions?: { EXT_texture_webp?: { source?: number } };
  }[];
  samplers?: { wrapS?: number; wrapT?: number }[];
  images?: { bufferView?: number; uri?: string }[];
  accessors?: {
    bufferView?: number;
    byteOffset?: number;
    componentType: number;
    normalized?: boolean;
    count: number;
    type: string;
    sparse?: object;
  }[];
  bufferViews?: BufferView[];
}

export interface GlbTextureInfo {
  index: number;
  texCoord?: number;
  extensions?: {
    KHR_texture_transform?: { offset?: number[]; rotation?: number; scale?: number[]; texCoord?: number };
  };
}

interface BufferView {
  buffer: number;
  byteOffset?: number;
  byteLength: number;
  byteStride?: number;
  extensions?: {
    EXT_meshopt_compression?: {
      byteOffset?: number;
      byteLength: number;
      byteStride: number;
      count: number;
      mode: string;
      filter?: string;
    };
  };
}

/** Reads numbers out of a GLB's buffer, never past its end. */
export class GlbAccessors {
  private readonly views = new Map<number, Uint8Array>();
  private unpackedBytes = 0;

  constructor(
    private readonly document: GlbDocument,
    private readonly binary: Uint8Array,
    private readonly unpackBuffer?: UnpackBuffer,
  ) {}

  widthOf(number: number): number {
    return widths[this.document.accessors?.[number]?.type ?? ""] ?? 0;
  }

  countOf(number: number): number {
    return this.document.accessors?.[number]?.count ?? 0;
  }

  /**
   * All components, normalised integers as −1 to 1.
   * @param width components an element must have
   * @throws BadMeshError where the accessor leaves the file, is sparse, or of another width
   */
  read(number: number, width: number): Float64Array {
    const accessor = this.document.accessors?.[number];
    const type = accessor && components[accessor.componentType];
    if (
      !accessor ||
      !type ||
      accessor.sparse ||
      accessor.bufferView === undefined ||
      this.widthOf(number) !== width
    )
      throw broken();
    const { count, byteOffset = 0, normalized = false } = accessor;
    const bytes = this.view(accessor.bufferView);
    const stride = this.document.bufferViews?.[accessor.bufferView]?.byteStride ?? width * type.bytes;
    const last = byteOffset + (count - 1) * stride + width * type.bytes;
    if (!isCount(count) || !isCount(byteOffset) || !isCount(stride) || (count > 0 && !(last <= bytes.length)))
      throw broken();
    // A stride of nothing would let a few bytes stand for millions of vertices.
    if (count > 1 && stride < width * type.bytes) throw broken();
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const out = new Float64Array(count * width);
    const scale = normalized ? 1 / type.full : 1;
    for (let element = 0, to = 0; element < count; element++) {
      const at = byteOffset + element * stride;
      for (let n = 0; n < width; n++) out[to++] = type.read(view, at + n * type.bytes) * scale;
    }
    return out;
  }

  /** A whole view, such as that of a picture. */
  bytes(number: number): Uint8Array {
    return this.view(number);
  }

  private view(number: number): Uint8Array {
    const known = this.views.get(number);
    if (known) return known;
    const view = this.document.bufferViews?.[number];
    if (!view) throw broken();
    const packed = view.extensions?.EXT_meshopt_compression;
    const bytes = packed ? this.unpack(packed) : this.slice(view.byteOffset, view.byteLength);
    if (!packed && view.buffer !== 0) throw broken();
    this.views.set(number, bytes);
    return bytes;
  }

  private unpack(
    packed: NonNullable<NonNullable<BufferView["extensions"]>["EXT_meshopt_compression"]>,
  ): Uint8Array {
    const { byteOffset, byteLength, byteStride, count, mode, filter } = packed;
    if (!isCount(count) || !isCount(byteStride) || byteStride > 256 || count > MOST_PACKED) throw broken();
    if (!this.unpackBuffer) throw new BadMeshError("The GLB file is packed. Export it without compression.");
    this.unpackedBytes += count * byteStride;
    if (this.unpackedBytes > MOST_UNPACKED_BYTES)
      throw new BadMeshError(
        "The GLB file unpacks to more than 512 MiB. Reduce the model and send it again.",
      );
    const target = new Uint8Array(count * byteStride);
    try {
      this.unpackBuffer(target, count, byteStride, this.slice(byteOffset, byteLength), mode, filter);
    } catch {
      throw broken();
    }
    return target;
  }

  private slice(byteOffset = 0, byteLength: number): Uint8Array {
    if (!isCount(byteOffset) || !isCount(byteLength) || byteOffset + byteLength > this.binary.length)
      throw broken();
    return this.binary.subarray(byteOffset, byteOffset + byteLength);
  }
}

/** Elements of one packed view: the corners of as many triangles as are read. */
const MOST_PACKED = 3 * MOST_TRIANGLES;
/** All that one file may unpack to: a few packed bytes can stand for any number. */
const MOST_UNPACKED_BYTES = 512 * 1024 * 1024;

const broken = (): BadMeshError =>
  new BadMeshError("The GLB file describes numbers that it does not hold. Export it again.");

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

const widths: Record<string, number> = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4 };

interface Component {
  bytes: number;
  /** What stands for 1 where numbers are normalised. */
  full: number;
  read(view: DataView, at: number): number;
}

const components: Record<number, Component> = {
  5120: { bytes: 1, full: 127, read: (view, at) => view.getInt8(at) },
  5121: { bytes: 1, full: 255, read: (view, at) => view.getUint8(at) },
  5122: { bytes: 2, full: 32767, read: (view, at) => view.getInt16(at, true) },
  5123: { bytes: 2, full: 65535, read: (view, at) => view.getUint16(at, true) },
  5125: { bytes: 4, full: 4294967295, read: (view, at) => view.getUint32(at, true) },
  5126: { bytes: 4, full: 1, read: (view, at) => view.getFloat32(at, true) },
};
