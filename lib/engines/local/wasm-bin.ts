/** Objects of the WebAssembly heap are not collected: each is thrown away by hand. */
export class WasmBin {
  private readonly held: { delete(): void }[] = [];

  keep<T extends { delete(): void }>(one: T): T {
    this.held.push(one);
    return one;
  }

  keepAll<T extends { delete(): void }>(several: T[]): T[] {
    this.held.push(...several);
    return several;
  }

  empty(): void {
    for (const one of this.held) one.delete();
    this.held.length = 0;
  }
}
