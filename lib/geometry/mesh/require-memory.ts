/** More memory would be needed than the caller allows; thrown before it is taken. */
export class OverMemoryError extends Error {
  override name = "OverMemoryError";

  /**
   * @param neededAt what is needed where all that grows with the surface has only such a share of it
   * @param triangles of the surface, about; for who asks what comes after it
   */
  constructor(
    readonly neededBytes: number,
    readonly allowedBytes: number,
    readonly neededAt: (share: number) => number = (share) => share * neededBytes,
    readonly triangles = 0,
  ) {
    super(`${neededBytes} bytes are needed and ${allowedBytes} allowed`);
  }
}

/** Throws {@link OverMemoryError} where a step and what it works on take more bytes together than are allowed. */
export function requireMemory(
  neededBytes: number,
  allowedBytes: number,
  { neededAt, triangles }: Partial<Pick<OverMemoryError, "neededAt" | "triangles">> = {},
): void {
  if (neededBytes > allowedBytes) throw new OverMemoryError(neededBytes, allowedBytes, neededAt, triangles);
}
