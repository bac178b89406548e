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
  /** Removes up to `limit` of what is due and returns how many; may be killed anywhere and run again, or run twice at once. */
  sweep: (limit: number) => Promise<number>;
}
