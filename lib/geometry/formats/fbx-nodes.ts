/** One property of a node: a text, a number with its kind, a flag, bytes, or an array. */
export type FbxValue =
  | string
  | boolean
  | Uint8Array
  | Int32Array
  | Float64Array
  | { int16: number }
  | { int32: number }
  | { int64: number }
  | { double: number };

export interface FbxNode {
  name: string;
  values: FbxValue[];
  nodes: FbxNode[];
}

export const node = (name: string, values: FbxValue[] = [], nodes: FbxNode[] = []): FbxNode => ({
  name,
  values,
  nodes,
});

const VERSION = 7400;
const RECORD_HEAD = 13;

/**
 * A binary FBX 7.4 file. The format is not published; what stands here follows the description of its records by the
 * Blender developers: a node is its end offset, the number and length of its properties, its name, the properties, the
 * nodes inside and, where there are any, an empty record. Sizes are counted first, so that the file is written once
 * into a buffer of its length.
 */
export function writeFbxNodes(nodes: readonly FbxNode[]): Uint8Array {
  const body = HEAD.length + 4 + nodes.reduce((sum, child) => sum + sizeOf(child), 0) + RECORD_HEAD;
  const footAt = body + FOOT_ID.length + 4;
  // One to sixteen bytes of padding, as every writer puts there.
  const padded = footAt + 16 - (footAt % 16);
  const writer = new Writer(padded + 4 + 120 + FOOT.length);
  writer.bytes(HEAD);
  writer.uint32(VERSION);
  for (const child of nodes) writeNode(writer, child);
  writer.at += RECORD_HEAD;
  writer.bytes(FOOT_ID);
  writer.at = padded;
  writer.uint32(VERSION);
  writer.at += 120;
  writer.bytes(FOOT);
  return writer.buffer;
}

const latin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const HEAD = latin("Kaydara FBX Binary  \0\x1a\0");
/** Fixed marks of the format; with them goes the creation time that `write-fbx.ts` states. */
const FOOT_ID = latin("\xfa\xbc\xab\x09\xd0\xc8\xd4\x66\xb1\x76\xfb\x83\x1c\xf7\x26\x7e");
const FOOT = latin("\xf8\x5a\x8c\x6a\xde\xf5\xd9\x7e\xec\xe9\x0c\xe3\x75\x8f\x29\x0b");

const utf8 = new TextEncoder();

class Writer {
  readonly buffer: Uint8Array;
  private readonly view: DataView;
  at = 0;

  constructor(sizeBytes: number) {
    this.buffer = new Uint8Array(sizeBytes);
    this.view = new DataView(this.buffer.buffer);
  }

  bytes(bytes: Uint8Array): void {
    this.buffer.set(bytes, this.at);
    this.at += bytes.length;
  }

  byte(value: number): void {
    this.buffer[this.at++] = value;
  }

  uint32(value: number): void {
    this.view.setUint32(this.at, value, true);
    this.at += 4;
  }

  value(value: FbxValue): void {
    if (typeof value === "string") this.block("S", utf8.encode(value));
    else if (value instanceof Uint8Array) this.block("R", value);
    else if (value instanceof Int32Array) this.array("i", value);
    else if (value instanceof Float64Array) this.array("d", value);
    else if (typeof value === "boolean") {
      this.letter("C");
      this.byte(value ? 1 : 0);
    } else this.number(value);
  }

  private number(value: Exclude<FbxValue, string | boolean | Uint8Array | Int32Array | Float64Array>): void {
    if ("int16" in value) {
      this.letter("Y");
      this.view.setInt16(this.at, value.int16, true);
      this.at += 2;
    } else if ("int32" in value) {
      this.letter("I");
      this.view.setInt32(this.at, value.int32, true);
      this.at += 4;
    } else {
      this.letter("int64" in value ? "L" : "D");
      if ("int64" in value) this.view.setBigInt64(this.at, BigInt(value.int64), true);
      else this.view.setFloat64(this.at, value.double, true);
      this.at += 8;
    }
  }

  private letter(letter: string): void {
    this.byte(letter.charCodeAt(0));
  }

  private block(letter: string, bytes: Uint8Array): void {
    this.letter(letter);
    this.uint32(bytes.length);
    this.bytes(bytes);
  }

  /** Not packed: encoding 0. All machines that run this are little-endian, as the format is. */
  private array(letter: string, values: Int32Array | Float64Array): void {
    this.letter(letter);
    this.uint32(values.length);
    this.uint32(0);
    this.uint32(values.byteLength);
    this.bytes(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }
}

function writeNode(writer: Writer, { name, values, nodes }: FbxNode): void {
  const from = writer.at;
  writer.uint32(from + sizeOf({ name, values, nodes }));
  writer.uint32(values.length);
  writer.uint32(values.reduce((sum, value) => sum + sizeOfValue(value), 0));
  writer.byte(name.length);
  writer.bytes(latin(name));
  for (const value of values) writer.value(value);
  for (const child of nodes) writeNode(writer, child);
  if (nodes.length > 0) writer.at += RECORD_HEAD;
}

function sizeOf({ name, values, nodes }: FbxNode): number {
  const own = values.reduce((sum, value) => sum + sizeOfValue(value), RECORD_HEAD + name.length);
  const inner = nodes.reduce((sum, child) => sum + sizeOf(child), 0);
  return own + inner + (nodes.length > 0 ? RECORD_HEAD : 0);
}

function sizeOfValue(value: FbxValue): number {
  if (typeof value === "string") return 5 + utf8.encode(value).length;
  if (value instanceof Uint8Array) return 5 + value.length;
  if (value instanceof Int32Array || value instanceof Float64Array) return 13 + value.byteLength;
  if (typeof value === "boolean") return 2;
  return "int16" in value ? 3 : "int32" in value ? 5 : 9;
}
