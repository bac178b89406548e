/**
 * The points of a line (x, y interleaved) that Douglas and Peucker's rule keeps. A line that ends where it began keeps at
 * least three points besides, for two enclose nothing.
 */
export function thinLine(points: number[], tolerance: number): number[] {
  const count = points.length / 2;
  const last = count - 1;
  if (tolerance === 0 || count <= 2) return points;
  const keep = new Uint8Array(count);
  keep[0] = keep[last] = 1;
  const closed = points[0] === points[last * 2] && points[1] === points[last * 2 + 1];
  const spans: number[] = [0, last];
  if (closed) {
    const far = furthest(points, 0, last).at;
    const [one, two] = [furthest(points, 0, far), furthest(points, far, last)];
    const third = one.away > two.away ? one.at : two.at;
    keep[far] = 1;
    if (third >= 0) keep[third] = 1;
    spans.length = 0;
    const stops = [0, far, third < 0 ? far : third, last].sort((a, b) => a - b);
    for (let n = 0; n < 3; n++) spans.push(stops[n], stops[n + 1]);
  }
  while (spans.length > 0) {
    const to = spans.pop() ?? 0;
    const from = spans.pop() ?? 0;
    const { at, away } = furthest(points, from, to);
    if (at < 0 || away <= tolerance * tolerance) continue;
    keep[at] = 1;
    spans.push(from, at, at, to);
  }
  return points.filter((_, n) => keep[n >> 1] === 1);
}

/** The point between two that lies furthest from the straight line between them, with its squared distance; −1 if none. */
function furthest(p: number[], from: number, to: number): { at: number; away: number } {
  const [x, y] = [p[from * 2], p[from * 2 + 1]];
  const [dx, dy] = [p[to * 2] - x, p[to * 2 + 1] - y];
  const length = dx * dx + dy * dy || 1;
  let best = { at: -1, away: -1 };
  for (let at = from + 1; at < to; at++) {
    const [ex, ey] = [p[at * 2] - x, p[at * 2 + 1] - y];
    const along = Math.min(1, Math.max(0, (ex * dx + ey * dy) / length));
    const away = (ex - along * dx) ** 2 + (ey - along * dy) ** 2;
    if (away > best.away) best = { at, away };
  }
  return best;
}
