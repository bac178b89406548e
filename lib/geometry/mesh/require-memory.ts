/** More memory would be needed than the caller allows; thrown before it is taken. */
export class OverMemoryError extends Error {
  override name = "OverMemoryError";

  constructor(
    readonly neededBytes: number,
    readonly allowedBytes: number,
  ) {
    super(`${neededBytes} bytes are needed and ${allowedBytes} allowed`);
  }
}

/** Throws {@link OverMemoryError} where a step and what it works on take more bytes together than are allowed. */
export function requireMemory(neededBytes: number, allowedBytes: number): void {
  if (neededBytes > allowedBytes) throw new OverMemoryError(neededBytes, allowedBytes);
}
