import { openObject } from "./open-object";

/** A whole object's plain bytes; throws like `openObject`. For objects that fit in memory. */
export async function readObject(object: string): Promise<Buffer> {
  const { stream } = await openObject(object);
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
