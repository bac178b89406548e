import { BadMeshError } from "./bad-mesh-error";

/** Raw INFLATE (RFC 1951), handed in by the caller; throws rather than hand out more than `mostBytes`. */
export type InflateRaw = (bytes: Uint8Array, mostBytes: number) => Uint8Array;

export interface UnzipLimits {
  /** For one entry, unpacked. */
  entryBytes: number;
  /** For all that is read from one archive. */
  totalBytes: number;
}

const MEBIBYTE = 1024 * 1024;
const LIMITS: UnzipLimits = { entryBytes: 256 * MEBIBYTE, totalBytes: 512 * MEBIBYTE };
const MOST_ENTRIES = 4096;
const MOST_RATIO = 200;
const HARMLESS_BYTES = MEBIBYTE;

/**
 * A ZIP whose entries are unpacked only when they are asked for. Against bombs: the directory is not trusted, an entry
 * may not unpack to more than it announces, none to more than `entryBytes` or to more than two hundred times what it
 * packs to, and all together to no more than `totalBytes`, however often the directory names the same bytes. Archives
 * inside are never opened.
 */
export class ZipReader {
  readonly names: string[] = [];
  private readonly entries = new Map<string, ZipDirectoryEntry>();
  private readBytes = 0;

  /** @throws BadMeshError for what is no whole ZIP, encrypted, ZIP64, a bomb or of more than 4,096 entries. */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly inflateRaw: InflateRaw,
    private readonly limits: UnzipLimits = LIMITS,
  ) {
    for (const entry of readDirectory(bytes)) {
      if (!this.entries.has(entry.name)) this.names.push(entry.name);
      this.entries.set(entry.name, entry);
      this.refuseBomb(entry);
    }
  }

  /** What an entry's directory says of its length; undefined where there is none of that name. */
  unpackedBytes(name: string): number | undefined {
    return this.entries.get(name)?.unpackedBytes;
  }

  /** Unpacks an entry; undefined where there is none of that name. */
  read(name: string): Uint8Array | undefined {
    const entry = this.entries.get(name);
    if (!entry) return undefined;
    this.readBytes += entry.unpackedBytes;
    if (this.readBytes > this.limits.totalBytes) throw tooLarge(this.limits.totalBytes);
    const packed = packedBytes(this.bytes, entry);
    if (entry.method === 0) {
      if (entry.packedBytes !== entry.unpackedBytes) throw damaged();
      return packed;
    }
    if (entry.method !== 8) throw new BadMeshError(`The archive packs ${name} in a way that is not read.`);
    try {
      const unpacked = this.inflateRaw(packed, entry.unpackedBytes);
      if (unpacked.length === entry.unpackedBytes) return unpacked;
    } catch {
      // What the codec says of broken bytes helps no one.
    }
    throw damaged();
  }

  /** The text of meshes packs to a tenth or, at best, a fiftieth. */
  private refuseBomb({ unpackedBytes, packedBytes }: ZipDirectoryEntry): void {
    if (unpackedBytes > this.limits.entryBytes) throw tooLarge(this.limits.entryBytes);
    if (unpackedBytes <= HARMLESS_BYTES || unpackedBytes <= MOST_RATIO * packedBytes) return;
    throw new BadMeshError(
      `The archive holds a part that unpacks to more than ${MOST_RATIO} times its size. Export the model again.`,
    );
  }
}

const tooLarge = (mostBytes: number): BadMeshError =>
  new BadMeshError(
    `The archive unpacks to more than ${Math.round(mostBytes / MEBIBYTE)} MiB. Reduce the model and send it again.`,
  );

interface ZipDirectoryEntry {
  name: string;
  method: number;
  packedBytes: number;
  unpackedBytes: number;
  headerAt: number;
}

const damaged = (): BadMeshError =>
  new BadMeshError(
    "The archive is damaged: what it holds does not fit its directory. Export the model again.",
  );

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

function readDirectory(bytes: Uint8Array): ZipDirectoryEntry[] {
  const view = viewOf(bytes);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > MOST_ENTRIES) throw new BadMeshError("The archive holds too many files.");
  const entries: ZipDirectoryEntry[] = [];
  for (let n = 0; n < count; n++) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) throw damaged();
    const nameBytes = view.getUint16(at + 28, true);
    if (view.getUint16(at + 8, true) & 1)
      throw new BadMeshError("The archive is encrypted. Send it without a password.");
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameBytes)).replaceAll("\\", "/"),
      method: view.getUint16(at + 10, true),
      packedBytes: view.getUint32(at + 20, true),
      unpackedBytes: view.getUint32(at + 24, true),
      headerAt: view.getUint32(at + 42, true),
    });
    at += 46 + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** The end record stands at the end, before a comment of up to 64 KiB. */
function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= 0 && at >= view.byteLength - 22 - 0xffff; at--)
    if (view.getUint32(at, true) === 0x06054b50) return at;
  throw new BadMeshError("The archive ends before its directory. Send the whole file.");
}

/** The lengths of name and extra field differ between the directory and the entry's own header. */
function packedBytes(bytes: Uint8Array, { headerAt, packedBytes }: ZipDirectoryEntry): Uint8Array {
  const view = viewOf(bytes);
  if (headerAt + 30 > bytes.length || view.getUint32(headerAt, true) !== 0x04034b50) throw damaged();
  const from = headerAt + 30 + view.getUint16(headerAt + 26, true) + view.getUint16(headerAt + 28, true);
  if (from + packedBytes > bytes.length) throw damaged();
  return bytes.subarray(from, from + packedBytes);
}
