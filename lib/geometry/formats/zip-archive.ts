/** Raw DEFLATE (RFC 1951), handed in by the caller so that this room needs no codec of its own. */
export type DeflateRaw = (bytes: Uint8Array) => Uint8Array;

export interface ZipEntry {
  /** Path inside the archive, ASCII, with forward slashes. */
  name: string;
  bytes: Uint8Array;
}

/**
 * Packs entries into one ZIP (PKWARE APPNOTE 6.3.10, without ZIP64), each deflated unless that makes it longer.
 * Dates are fixed to 1980-01-01 00:00 so that the same entries give the same bytes.
 * @param deflateRaw "stored" packs nothing.
 * @param alignBytes each entry's data begins at a multiple of it, behind an extra field of zeros, as USDZ wants it.
 * @throws RangeError for archives of 4 GiB and above.
 */
export function zipArchive(
  entries: ZipEntry[],
  deflateRaw: DeflateRaw | "stored",
  alignBytes = 1,
): Uint8Array {
  let dataEnd = 0;
  const packed = entries.map(({ name, bytes }) => {
    const deflated = deflateRaw === "stored" ? bytes : deflateRaw(bytes);
    const stored = deflated.length >= bytes.length;
    const data = stored ? bytes : deflated;
    const encoded = new TextEncoder().encode(name);
    const extra = paddingFor(dataEnd + LOCAL_HEADER + encoded.length, alignBytes);
    dataEnd += LOCAL_HEADER + encoded.length + extra + data.length;
    return { name: encoded, method: stored ? 0 : 8, crc: crc32(bytes), data, length: bytes.length, extra };
  });
  const nameBytes = packed.reduce((sum, entry) => sum + entry.name.length, 0);
  const total = dataEnd + packed.length * CENTRAL_HEADER + nameBytes + END_RECORD;
  if (total > 0xffffffff || packed.some((entry) => entry.length > 0xffffffff))
    throw new RangeError("A ZIP without ZIP64 ends at 4 GiB.");

  const out = new Uint8Array(total);
  const view = new DataView(out.buffer);
  let at = 0;
  const offsets = packed.map((entry) => {
    const start = at;
    view.setUint32(at, 0x04034b50, true);
    writeSharedFields(view, at + 4, entry);
    view.setUint16(at + 28, entry.extra, true);
    at += LOCAL_HEADER;
    out.set(entry.name, at);
    at += entry.name.length;
    if (entry.extra > 0) view.setUint32(at, PADDING_FIELD | ((entry.extra - 4) << 16), true);
    at += entry.extra;
    out.set(entry.data, at);
    at += entry.data.length;
    return start;
  });
  const directory = at;
  packed.forEach((entry, index) => {
    view.setUint32(at, 0x02014b50, true);
    view.setUint16(at + 4, 20, true);
    writeSharedFields(view, at + 6, entry);
    view.setUint32(at + 42, offsets[index], true);
    out.set(entry.name, at + CENTRAL_HEADER);
    at += CENTRAL_HEADER + entry.name.length;
  });
  view.setUint32(at, 0x06054b50, true);
  view.setUint16(at + 8, packed.length, true);
  view.setUint16(at + 10, packed.length, true);
  view.setUint32(at + 12, at - directory, true);
  view.setUint32(at + 16, directory, true);
  return out;
}

const LOCAL_HEADER = 30;
const CENTRAL_HEADER = 46;
const END_RECORD = 22;
/** The number that USD's own writer gives the extra field. */
const PADDING_FIELD = 0x1986;
const DATE_1980_01_01 = 0x0021;

/** Length of an extra field, of at least its own head, that brings data from `at` to the next multiple. */
function paddingFor(at: number, alignBytes: number): number {
  const gap = (alignBytes - (at % alignBytes)) % alignBytes;
  return gap > 0 && gap < 4 ? gap + alignBytes : gap;
}

/** The run of fields that the local and the central header have in common, from "version needed" on. */
function writeSharedFields(
  view: DataView,
  at: number,
  entry: { method: number; crc: number; data: Uint8Array; length: number; name: Uint8Array },
): void {
  view.setUint16(at, 20, true);
  view.setUint16(at + 4, entry.method, true);
  view.setUint16(at + 8, DATE_1980_01_01, true);
  view.setUint32(at + 10, entry.crc, true);
  view.setUint32(at + 14, entry.data.length, true);
  view.setUint32(at + 18, entry.length, true);
  view.setUint16(at + 22, entry.name.length, true);
}

/** CRC-32 (IEEE 802.3), four bytes a step ("slicing-by-4"): about 3 times the classic byte loop. */
export function crc32(bytes: Uint8Array): number {
  const [t0, t1, t2, t3] = crcTables();
  let crc = -1;
  let at = 0;
  for (const end = bytes.length - 3; at < end; at += 4) {
    crc ^= bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
    crc = t3[crc & 255] ^ t2[(crc >>> 8) & 255] ^ t1[(crc >>> 16) & 255] ^ t0[crc >>> 24];
  }
  for (; at < bytes.length; at++) crc = t0[(crc ^ bytes[at]) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
}

let tables: [Int32Array, Int32Array, Int32Array, Int32Array] | undefined;

function crcTables(): [Int32Array, Int32Array, Int32Array, Int32Array] {
  if (tables) return tables;
  const made = [0, 1, 2, 3].map(() => new Int32Array(256));
  for (let n = 0; n < 256; n++) {
    let crc = n;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    made[0][n] = crc;
  }
  for (let n = 0; n < 256; n++)
    for (let t = 1; t < 4; t++) made[t][n] = made[0][made[t - 1][n] & 255] ^ (made[t - 1][n] >>> 8);
  return (tables = [made[0], made[1], made[2], made[3]]);
}
