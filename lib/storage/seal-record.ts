import { organizationKey } from "./organization-key";
import { chunkOffset, HEADER_BYTES, openChunk, openHeader, seal } from "./seal";

export interface RecordName {
  organizationId: string;
  /** What it is, such as `answer:req_…`: what was sealed under one name opens under no other. */
  name: string;
}

/**
 * Bytes for a row of the database, sealed as an object is: with a key of their own under the organization's. Throws
 * `storage_unavailable` where the master key is missing.
 */
export async function sealRecord({ organizationId, name }: RecordName, bytes: Uint8Array): Promise<Buffer> {
  const key = await organizationKey(organizationId, { make: true });
  return Buffer.concat([...seal(fullName(organizationId, name), bytes, key)]);
}

/** The plain bytes. Throws `ObjectDamaged` for anything but what was sealed under this name. */
export async function openRecord({ organizationId, name }: RecordName, sealed: Buffer): Promise<Buffer> {
  const key = await organizationKey(organizationId, { make: false });
  const object = fullName(organizationId, name);
  const layout = openHeader(object, sealed.subarray(0, HEADER_BYTES), sealed.length, key);
  const chunk = (index: number) =>
    sealed.subarray(chunkOffset(index, layout), chunkOffset(index + 1, layout));
  const indices = [...Array(layout.chunkCount).keys()];
  return Buffer.concat(indices.map((index) => openChunk(object, index, chunk(index), layout)));
}

const fullName = (organizationId: string, name: string): string => `record/${organizationId}/${name}`;
