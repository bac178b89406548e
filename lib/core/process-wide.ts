const things = globalThis as { printpalThings?: Map<string, unknown> };

/**
 * One thing of its name in the whole process. A Next server evaluates a module once per bundle, so a cache held by the
 * module alone would be forgotten by the page that revokes and remembered by the route that asks.
 */
export function processWide<T>(name: string, make: () => T): T {
  const all = (things.printpalThings ??= new Map());
  if (!all.has(name)) all.set(name, make());
  return all.get(name) as T;
}
