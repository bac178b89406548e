/** A part that is started by the first who asks, and stopped only if anybody did. */
export function once<T>(start: () => Promise<T>) {
  let started: Promise<T> | undefined;
  return {
    get: (): Promise<T> => (started ??= start()),
    async stop(end: (part: T) => Promise<void>): Promise<void> {
      const part = await started?.catch(() => undefined);
      if (part) await end(part);
    },
  };
}
