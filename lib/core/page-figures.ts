/** What the bench measures of one page of the portal in a browser, and the docs show. */
export interface PageFigures {
  name: string;
  /** Lighthouse's, of 100: performance, accessibility, best practices, search engines. */
  shares: number[];
  shift: number;
  largestPaintMs: number;
  blockingMs: number;
  /** The longest from a touch to the next picture; absent where there is nothing to touch. */
  inpMs?: number;
  scriptKb: number;
}
