import type { PersonalRoom } from "@/lib/core/personal-data";

/** Whom an export or an erasure asks, in this order, and how long what is kept is kept. Handed down by who knows all rooms. */
export interface Conductor {
  rooms: readonly PersonalRoom[];
  /** In words for people, by the id of a line of the table of retention. */
  keptFor: (retention: string) => string;
}
