import { clock } from "./clock";

/**
 * A small cache in this process: an entry lives `lifetimeMs` and the oldest leave beyond `capacity`. Holds promises as
 * well as values, so that callers who ask at once share one look-up; one that fails is not kept.
 */
export class ExpiringMap<V> {
  private readonly entries = new Map<string, { value: Promise<V>; at: number }>();

  constructor(
    private readonly lifetimeMs: number,
    private readonly capacity: number,
  ) {}

  /** The entry, or what `load` answers. A `delete` while it loads makes the next caller load anew. */
  get(key: string, load: () => Promise<V>): Promise<V> {
    const now = clock.now().getTime();
    const known = this.entries.get(key);
    // A clock that was set back must not keep an entry alive.
    if (known && now >= known.at && now < known.at + this.lifetimeMs) return known.value;
    const entry = { value: load(), at: now };
    this.entries.delete(key);
    this.entries.set(key, entry);
    entry.value.catch(() => this.entries.get(key) === entry && this.entries.delete(key));
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= this.capacity) break;
      this.entries.delete(oldest);
    }
    return entry.value;
  }

  delete(key: string): void {
    this.entries.delete(key);
  }

  clear(): void {
    this.entries.clear();
  }
}
