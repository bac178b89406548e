/** A stream in pieces of exactly `size` bytes, the last one as long as it comes. */
export async function* cutPieces(
  source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<Buffer> {
  let pending: Uint8Array[] = [];
  let length = 0;
  for await (const part of source) {
    pending.push(part);
    length += part.length;
    if (length < size) continue;
    const joined = Buffer.concat(pending);
    let at = 0;
    for (; joined.length - at >= size; at += size) yield joined.subarray(at, at + size);
    pending = [joined.subarray(at)];
    length = joined.length - at;
  }
  if (length > 0) yield Buffer.concat(pending);
}
