import type { Mesh } from "../mesh/mesh";
import { BadMeshError, cutShort, MOST_TRIANGLES, tooManyTriangles } from "./bad-mesh-error";
import { MeshBuilder } from "./mesh-builder";
import { readLatin, TextScanner } from "./text-scanner";

/**
 * PLY 1.0 in text or binary of either byte order: positions, colours of vertices (bytes, 16 bits or shares), faces of any
 * number of corners. Other elements and properties are stepped over. Numbers are taken as millimetres.
 * @throws BadMeshError for a header that lacks them or announces more than the file holds, or what {@link MeshBuilder} refuses
 */
export function readPly(bytes: Uint8Array): Mesh {
  const { format, elements, bodyAt } = readHeader(bytes);
  const source = format === "ascii" ? new TextSource(bytes, bodyAt) : new BinarySource(bytes, bodyAt, format);
  for (const { name, count, properties } of elements) {
    // Each takes a byte at least, so that a count cannot ask for more than the file could hold.
    if (count * Math.max(1, properties.length) > bytes.length) throw cutShort("PLY");
    if ((name === "vertex" ? count / 3 : count) > MOST_TRIANGLES) throw tooManyTriangles();
  }
  const countOf = (name: string) => elements.find((element) => element.name === name)?.count ?? 0;
  const builder = new MeshBuilder(countOf("vertex"), countOf("face"));
  for (const element of elements) {
    if (element.name === "vertex") readVertices(source, element, builder);
    else if (element.name === "face") readFaces(source, element, builder);
    else
      for (let n = 0; n < element.count; n++)
        for (const property of element.properties) skip(source, property);
  }
  if (source.ranOut) throw cutShort("PLY");
  return builder.finish();
}

type NumberType = "int8" | "uint8" | "int16" | "uint16" | "int32" | "uint32" | "float32" | "float64";

interface Property {
  name: string;
  type: NumberType;
  /** Type of the count in front of a list. */
  listOf?: NumberType;
}

interface Element {
  name: string;
  count: number;
  properties: Property[];
}

type Format = "ascii" | "binary_little_endian" | "binary_big_endian";

/** Reads one number after the other; 0 once the file is used up, which `ranOut` then says. */
interface Source {
  read(type: NumberType): number;
  ranOut: boolean;
}

const types: Record<string, NumberType> = {
  char: "int8",
  uchar: "uint8",
  short: "int16",
  ushort: "uint16",
  int: "int32",
  uint: "uint32",
  float: "float32",
  double: "float64",
};
for (const type of Object.values(types)) types[type] = type;
const MOST_HEADER_BYTES = 64 * 1024;

function readHeader(bytes: Uint8Array): { format: Format; elements: Element[]; bodyAt: number } {
  const head = readLatin(bytes, 0, Math.min(bytes.length, MOST_HEADER_BYTES));
  const end = /\nend_header[ \t]*\r?\n/.exec(head);
  const broken = (what: string) => new BadMeshError(`The header of the PLY file ${what}. Export it again.`);
  if (!end) throw broken("has no end");
  const elements: Element[] = [];
  let format: string | undefined;
  for (const line of head.slice(0, end.index).split(/\r?\n/)) {
    const words = line.trim().split(/\s+/);
    if (words[0] === "format") format = words[1];
    else if (words[0] === "element") {
      const count = Number(words[2]);
      if (!Number.isInteger(count) || count < 0) throw broken("counts what cannot be counted");
      elements.push({ name: words[1], count, properties: [] });
    } else if (words[0] === "property") {
      const list = words[1] === "list";
      const [name, type] = list ? [words[4], types[words[3]]] : [words[2], types[words[1]]];
      const listOf = list ? types[words[2]] : undefined;
      const element = elements.at(-1);
      if (!element || !type || (list && !listOf)) throw broken("names a type that PLY does not have");
      element.properties.push({ name, type, listOf });
    }
  }
  if (format !== "ascii" && format !== "binary_little_endian" && format !== "binary_big_endian")
    throw broken("names no known format");
  return { format, elements, bodyAt: end.index + end[0].length };
}

class TextSource implements Source {
  ranOut = false;
  private readonly text: TextScanner;

  constructor(bytes: Uint8Array, bodyAt: number) {
    this.text = new TextScanner(bytes, bodyAt);
  }

  read(): number {
    this.text.skipSpace();
    if (!this.text.done) return this.text.number();
    this.ranOut = true;
    return 0;
  }
}

const sizes: Record<NumberType, number> = {
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  float32: 4,
  float64: 8,
};

class BinarySource implements Source {
  ranOut = false;
  private readonly view: DataView;
  private readonly little: boolean;

  constructor(
    bytes: Uint8Array,
    private at: number,
    format: Format,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.little = format === "binary_little_endian";
  }

  read(type: NumberType): number {
    const { view, at, little } = this;
    if ((this.at += sizes[type]) > view.byteLength) {
      this.ranOut = true;
      return 0;
    }
    switch (type) {
      case "float32":
        return view.getFloat32(at, little);
      case "uint8":
        return view.getUint8(at);
      case "int32":
        return view.getInt32(at, little);
      case "uint32":
        return view.getUint32(at, little);
      case "float64":
        return view.getFloat64(at, little);
      case "int8":
        return view.getInt8(at);
      case "int16":
        return view.getInt16(at, little);
      case "uint16":
        return view.getUint16(at, little);
    }
  }
}

function skip(source: Source, { type, listOf }: Property): void {
  const length = listOf ? source.read(listOf) : 1;
  for (let n = 0; n < length && !source.ranOut; n++) source.read(type);
}

function readVertices(source: Source, { count, properties }: Element, builder: MeshBuilder): void {
  const find = (...names: string[]) => properties.findIndex(({ name }) => names.includes(name));
  const [x, y, z] = [find("x"), find("y"), find("z")];
  if (x < 0 || y < 0 || z < 0) throw new BadMeshError("The vertices of the PLY file have no x, y and z.");
  const [red, green, blue] = [
    find("red", "diffuse_red"),
    find("green", "diffuse_green"),
    find("blue", "diffuse_blue"),
  ];
  const colored = red >= 0 && green >= 0 && blue >= 0;
  const toByte = (property: number) => toColorByte[properties[property].type] ?? ((value: number) => value);
  const values = new Float64Array(properties.length);
  for (let vertex = 0; vertex < count && !source.ranOut; vertex++) {
    for (let n = 0; n < properties.length; n++)
      if (properties[n].listOf) skip(source, properties[n]);
      else values[n] = source.read(properties[n].type);
    builder.vertex(values[x], values[y], values[z]);
    if (colored)
      builder.paint(
        vertex,
        toByte(red)(values[red]),
        toByte(green)(values[green]),
        toByte(blue)(values[blue]),
      );
  }
}

const fromShare = (value: number): number => Math.round(255 * Math.min(1, Math.max(0, value)));
const toColorByte: Partial<Record<NumberType, (value: number) => number>> = {
  float32: fromShare,
  float64: fromShare,
  uint16: (value) => Math.round(value / 257),
};

function readFaces(source: Source, { count, properties }: Element, builder: MeshBuilder): void {
  const corners = properties.findIndex(
    ({ name, listOf }) => listOf && (name === "vertex_indices" || name === "vertex_index"),
  );
  if (corners < 0) throw new BadMeshError("The faces of the PLY file name no vertices.");
  for (let face = 0; face < count && !source.ranOut; face++)
    for (let n = 0; n < properties.length; n++)
      if (n === corners) readFace(source, properties[n], builder);
      else skip(source, properties[n]);
}

function readFace(source: Source, { type, listOf }: Property, builder: MeshBuilder): void {
  const length = source.read(listOf ?? "uint8");
  if (!(length >= 3)) {
    for (let n = 0; n < length; n++) source.read(type);
    return;
  }
  const first = source.read(type);
  let last = source.read(type);
  for (let n = 2; n < length && !source.ranOut; n++) {
    const next = source.read(type);
    builder.triangle(first, last, next);
    last = next;
  }
}
