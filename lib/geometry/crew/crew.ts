/**
 * Work that falls into parts which do not look at each other, so that they may be done in any order and by several hands:
 * the same bytes come out however many there are. `name` is what a hand in another thread finds it by (`steps.ts`).
 */
export interface Step<Data extends object> {
  name: string;
  /** Made once by each hand. What the work writes must lie in memory of {@link Crew.allocate}, and be its part's alone. */
  open(data: Data): (part: number) => void;
}

/** Those who do a job's heavy steps together: one alone, or a thread with helpers. */
export interface Crew {
  /** Zeroed memory that every hand sees. */
  allocate(sizeBytes: number): ArrayBufferLike;
  /**
   * Offers the parts 0 … `parts` − 1 to the helpers; the function that comes back joins in and returns once all are done.
   * Of the data, what lies in allocated memory is shared, and the rest copied.
   */
  start<Data extends object>(step: Step<Data>, data: Data, parts: number): () => void;
  /** Says that no further step comes: helpers go, and what they held of the job with them. Harmless when repeated. */
  dismiss(): void;
}

/** One hand, which does everything itself. */
export const alone: Crew = {
  allocate: (sizeBytes) => new ArrayBuffer(sizeBytes),
  start: (step, data, parts) => () => {
    const work = step.open(data);
    for (let part = 0; part < parts; part++) work(part);
  },
  dismiss: () => undefined,
};
