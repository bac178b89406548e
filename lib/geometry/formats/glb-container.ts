/**
 * Packs a buffer as EXT_meshopt_compression stores it: the shape of meshoptimizer's `encodeGltfBuffer`, which can be
 * passed as it is.
 */
export type CompressBuffer = (
  source: Uint8Array,
  count: number,
  strideBytes: number,
  mode: "ATTRIBUTES" | "TRIANGLES",
) => Uint8Array;

type Vertices = Float32Array | Uint16Array;

/**
 * Collects what a binary glTF holds beside its JSON and numbers it: views of one buffer, and accessors upon them.
 * With `compress`, views of vertices and triangles are packed without loss, and the document says what they unpack to.
 */
export class GlbContainer {
  private readonly chunks: Uint8Array[] = [];
  private sizeBytes = 0;
  private unpackedBytes = 0;
  private readonly accessors: object[] = [];
  private readonly bufferViews: object[] = [];

  constructor(private readonly compress?: CompressBuffer) {}

  /** @param more bounds or `normalized`, as the accessor states them. @returns the accessor's number. */
  addVertices(values: Vertices, width: 2 | 3 | 4, more: object = {}): number {
    const count = values.length / width;
    const bufferView = this.addView(bytesOf(values), count, "ATTRIBUTES", ARRAY_BUFFER);
    const componentType = values instanceof Float32Array ? FLOAT : USHORT;
    return this.addAccessor({ bufferView, componentType, count, type: `VEC${width}`, ...more });
  }

  addTriangles(indices: Uint16Array | Uint32Array): number {
    const bufferView = this.addView(bytesOf(indices), indices.length, "TRIANGLES", ELEMENT_ARRAY_BUFFER);
    const componentType = indices instanceof Uint16Array ? USHORT : UINT;
    return this.addAccessor({ bufferView, componentType, count: indices.length, type: "SCALAR" });
  }

  /** A file inside the file, for `images`. @returns the view's number. */
  addFile(bytes: Uint8Array): number {
    return this.bufferViews.push({ buffer: 0, ...this.append(bytes) }) - 1;
  }

  /** The whole file. `document` is the rest of the JSON. */
  write(document: object): Uint8Array {
    const { accessors, bufferViews } = this;
    const buffers: object[] = [{ byteLength: this.sizeBytes }];
    if (this.compress)
      buffers.push({ byteLength: this.unpackedBytes, extensions: { [MESHOPT]: { fallback: true } } });
    const extensions = this.compress ? { extensionsUsed: [MESHOPT], extensionsRequired: [MESHOPT] } : {};
    const json = new TextEncoder().encode(
      JSON.stringify({ ...document, ...extensions, accessors, bufferViews, buffers }),
    );
    const jsonBytes = roundUp4(json.length);
    const out = new Uint8Array(28 + jsonBytes + this.sizeBytes);
    const view = new DataView(out.buffer);
    view.setUint32(0, 0x46546c67, true);
    view.setUint32(4, 2, true);
    view.setUint32(8, out.length, true);
    view.setUint32(12, jsonBytes, true);
    view.setUint32(16, 0x4e4f534a, true);
    out.fill(0x20, 20, 20 + jsonBytes);
    out.set(json, 20);
    view.setUint32(20 + jsonBytes, this.sizeBytes, true);
    view.setUint32(24 + jsonBytes, 0x004e4942, true);
    let at = 28 + jsonBytes;
    for (const chunk of this.chunks) {
      out.set(chunk, at);
      at += roundUp4(chunk.length);
    }
    return out;
  }

  private addView(
    bytes: Uint8Array,
    count: number,
    mode: "ATTRIBUTES" | "TRIANGLES",
    target: number,
  ): number {
    if (!this.compress) return this.bufferViews.push({ buffer: 0, ...this.append(bytes), target }) - 1;
    const byteStride = bytes.length / count;
    const packed = this.append(this.compress(bytes, count, byteStride, mode));
    const byteOffset = this.unpackedBytes;
    this.unpackedBytes += roundUp4(bytes.length);
    return (
      this.bufferViews.push({
        buffer: 1,
        byteOffset,
        byteLength: bytes.length,
        ...(mode === "ATTRIBUTES" ? { byteStride } : {}),
        target,
        extensions: { [MESHOPT]: { buffer: 0, ...packed, byteStride, mode, count } },
      }) - 1
    );
  }

  private addAccessor(accessor: object): number {
    return this.accessors.push(accessor) - 1;
  }

  private append(bytes: Uint8Array): { byteOffset: number; byteLength: number } {
    const byteOffset = this.sizeBytes;
    this.chunks.push(bytes);
    this.sizeBytes += roundUp4(bytes.length);
    return { byteOffset, byteLength: bytes.length };
  }
}

const MESHOPT = "EXT_meshopt_compression";
const FLOAT = 5126;
const USHORT = 5123;
const UINT = 5125;
const ARRAY_BUFFER = 34962;
const ELEMENT_ARRAY_BUFFER = 34963;

const roundUp4 = (bytes: number): number => (bytes + 3) & ~3;

const bytesOf = ({ buffer, byteOffset, byteLength }: Vertices | Uint32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
