/** What no rule may touch: what somebody wants kept, or a court. */
export interface Spared {
  organizationIds: readonly string[];
  userIds: readonly string[];
}

/** Where nothing is spared. */
export const nobodySpared: Spared = { organizationIds: [], userIds: [] };

/** What is kept for how long, as data, and how what is due is removed. Rooms state theirs; one job carries them all out. */
export interface RetentionRule {
  /** Unique, such as `uploads`. */
  id: string;
  /** What is kept, in words for people. */
  what: string;
  /** For how long; null where each says so itself. */
  keptHours: () => number | null;
  /** What its time is counted from, in words for people. */
  countedFrom: string;
  /** What goes, and what stays, in words for people. */
  removes: string;
  /** How much is due as of a moment; null where nobody here may count it. */
  due: (asOf: Date, spared: Spared) => Promise<number | null>;
  /**
   * Removes up to `limit` of what is due and returns how many; may be killed anywhere and run again, or run twice at once.
   * Calls `note` in the transaction that removes the rows, so that what is gone has its receipt wherever it is killed; the
   * files of a row go before it, for a row without a file is found again.
   */
  sweep: (limit: number, spared: Spared, note?: NoteRemoved) => Promise<number>;
}

/** Writes down how much of a rule is removed, as part of the transaction that removes it. */
export type NoteRemoved = (removed: number, query: RunStatement) => Promise<void>;

/** Runs a statement of SQL in a transaction. */
export type RunStatement = (statement: string, parameters: unknown[]) => Promise<unknown>;
