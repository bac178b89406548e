import type { Crew, Step } from "../crew/crew";
import type { SheetParts, Sheets, Spans } from "./sheet-samples";

type Measured = Pick<SheetParts, "frontSlope" | "backSlope" | "spans">;

/**
 * Slopes of both sheets, and where they are level the spans between them, in memory of the crew. Begins at once; the
 * function that comes back gives them when they are done.
 */
export function measureSheets(sheets: Sheets, crew: Crew): () => Measured {
  const { front, back, height, middle } = sheets;
  const floats = () => new Float32Array(crew.allocate(4 * front.length));
  const shorts = () => new Int16Array(crew.allocate(2 * front.length));
  const frontSlope = floats();
  // Distances to a middle on half cells are exact: only then do all bricks agree on where a column begins.
  const exact = middle.alongX === 0 && middle.alongZ === 0 && Number.isInteger(2 * middle.at);
  const measured = {
    frontSlope,
    backSlope: back === front ? frontSlope : floats(),
    spans: exact ? { from: shorts(), to: shorts() } : undefined,
  };
  const finish = crew.start(measureRows, { ...sheets, ...measured }, Math.ceil(height / ROWS_A_PART));
  return () => {
    finish();
    return measured;
  };
}

const ROWS_A_PART = 32;

export const measureRows: Step<SheetParts> = {
  name: "measure-sheets",
  open: (sheets) => (part) => {
    const { front, back, frontSlope, backSlope, spans, width, height } = sheets;
    const first = part * ROWS_A_PART;
    const end = Math.min(height, first + ROWS_A_PART);
    squareSlopes(front, width, height, first, end, frontSlope);
    if (backSlope !== frontSlope && back !== front) squareSlopes(back, width, height, first, end, backSlope);
    if (spans) findSpans(sheets, spans, first * width, end * width);
  },
};

/** The roots are rounded, so that the samples next to them are tried. */
function findSpans(
  { front, back, depth, middle: { at } }: Sheets,
  { from, to }: Spans,
  start: number,
  stop: number,
) {
  const behind = Math.floor(at) + 1;
  for (let i = start; i < stop; i++) {
    let first = behind;
    if (front[i] > 0) {
      first = Math.max(0, Math.floor(at - Math.sqrt(front[i])));
      while (first < behind && (first - at) * (first - at) >= front[i]) first++;
    }
    let end = behind;
    if (back[i] > 0) {
      end = Math.min(depth, Math.ceil(at + Math.sqrt(back[i])) + 1);
      while (end > behind && (end - 1 - at) * (end - 1 - at) >= back[i]) end--;
    }
    from[i] = first;
    to[i] = end;
  }
}

/** |∇U|² by central differences, never below one so that the quotient stays finite on the ridge. */
function squareSlopes(
  map: Float32Array,
  width: number,
  height: number,
  first: number,
  end: number,
  slope: Float32Array,
): void {
  for (let y = first; y < end; y++) {
    const up = (y + 1 < height ? y + 1 : y) * width;
    const down = (y > 0 ? y - 1 : y) * width;
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const dx = (map[x + 1 < width ? i + 1 : i] - map[x > 0 ? i - 1 : i]) / 2;
      const dy = (map[up + x] - map[down + x]) / 2;
      slope[i] = Math.max(1, dx * dx + dy * dy);
    }
  }
}
