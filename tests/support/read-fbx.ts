/** A reader of binary FBX 7.4 written from the records' layout alone; refuses whatever does not add up. */
export interface ReadNode {
  name: string;
  values: (string | number | boolean | number[] | Uint8Array)[];
  nodes: ReadNode[];
}

export function readFbx(bytes: Uint8Array): ReadNode[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (at: number, length: number) => Buffer.from(bytes.subarray(at, at + length)).toString("utf8");
  if (text(0, 20) !== "Kaydara FBX Binary  " || view.getUint32(23, true) !== 7400) throw new Error("head");
  const nodes: ReadNode[] = [];
  let at = 27;
  for (;;) {
    const read = readNode(at);
    at = read.end;
    if (!read.node) break;
    nodes.push(read.node);
  }
  // The foot: a mark, padding to sixteen bytes, the version once more, zeros, a mark.
  if (bytes[at] !== 0xfa || bytes[bytes.length - 1] !== 0x0b) throw new Error("foot");
  const versionAt = bytes.length - 16 - 120 - 4;
  if (view.getUint32(versionAt, true) !== 7400 || versionAt % 16 !== 0 || versionAt - at < 21)
    throw new Error("foot's version");
  return nodes;

  function readNode(from: number): { node?: ReadNode; end: number } {
    const end = view.getUint32(from, true);
    if (end === 0) return { end: from + 13 };
    const count = view.getUint32(from + 4, true);
    const length = view.getUint32(from + 8, true);
    const nameLength = bytes[from + 12];
    const node: ReadNode = { name: text(from + 13, nameLength), values: [], nodes: [] };
    let at = from + 13 + nameLength;
    const valuesEnd = at + length;
    for (let n = 0; n < count; n++) {
      const read = readValue(at);
      node.values.push(read.value);
      at = read.end;
    }
    if (at !== valuesEnd) throw new Error(`properties of ${node.name} end at ${at}, not ${valuesEnd}`);
    while (at < end) {
      const child = readNode(at);
      at = child.end;
      if (!child.node) break;
      node.nodes.push(child.node);
    }
    if (at !== end) throw new Error(`${node.name} ends at ${at}, not ${end}`);
    return { node, end };
  }

  function readValue(from: number): { value: ReadNode["values"][number]; end: number } {
    const kind = text(from, 1);
    const at = from + 1;
    if (kind === "Y") return { value: view.getInt16(at, true), end: at + 2 };
    if (kind === "C") return { value: bytes[at] === 1, end: at + 1 };
    if (kind === "I") return { value: view.getInt32(at, true), end: at + 4 };
    if (kind === "L") return { value: Number(view.getBigInt64(at, true)), end: at + 8 };
    if (kind === "D") return { value: view.getFloat64(at, true), end: at + 8 };
    const length = view.getUint32(at, true);
    if (kind === "S") return { value: text(at + 4, length), end: at + 4 + length };
    if (kind === "R") return { value: bytes.slice(at + 4, at + 4 + length), end: at + 4 + length };
    if (view.getUint32(at + 4, true) !== 0) throw new Error("packed array");
    const size = kind === "d" ? 8 : 4;
    if (view.getUint32(at + 8, true) !== size * length) throw new Error("array's length");
    const value = Array.from({ length }, (_, n) =>
      kind === "d" ? view.getFloat64(at + 12 + 8 * n, true) : view.getInt32(at + 12 + 4 * n, true),
    );
    return { value, end: at + 12 + size * length };
  }
}

/** The node at the end of a path of names; fails where one is missing. */
export function nodeAt(nodes: ReadNode[], ...path: string[]): ReadNode {
  const [name, ...rest] = path;
  const found = nodes.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no node ${name}`);
  return rest.length > 0 ? nodeAt(found.nodes, ...rest) : found;
}
