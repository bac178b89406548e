import type { ProviderDoor } from "./open-door";

/** All that an outside engine is told: pixels written anew, and what the caller bought. No name, no id, no words. */
export interface OutsideWish {
  /** PNG without metadata. */
  picture: Uint8Array;
  textured: boolean;
  seed: number;
}

/** What a provider keeps, by the names it gave: to fetch the model, and to have all of it deleted. */
export type KeptThere = Record<string, string>;

/** What a provider said to a request to delete something. */
export interface DeletionStep {
  what: string;
  status: number;
  answer: string;
}

/** How a kind of outside engine is spoken with. A provider is one declaration; most share a protocol. */
export interface ProviderProtocol {
  /**
   * Sends the picture. What the provider keeps is told to `keeps` as soon as it is known, before anything else is asked; one
   * that works while we wait hands over the model.
   */
  submit(
    door: ProviderDoor,
    wish: OutsideWish,
    keeps: (kept: KeptThere) => Promise<void>,
  ): Promise<Uint8Array | undefined>;
  /** Whether the model is there. Throws ProviderFailure where it never will be. */
  look(door: ProviderDoor, kept: KeptThere): Promise<boolean>;
  /** The model's bytes, whatever they are. */
  take(door: ProviderDoor, kept: KeptThere): Promise<Uint8Array>;
  /** Has everything deleted there; `ask` each time anew, for it may have come late. Throws ProviderFailure where it refuses. */
  remove(door: ProviderDoor, kept: KeptThere): Promise<DeletionStep[]>;
}
