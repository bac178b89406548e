import type { Mesh } from "../mesh/mesh";

/** An outline of a section: round solid where its area is above 0, round a hole in it where below. */
export interface SectionLoop {
  lengthMm: number;
  areaMm2: number;
  /** Its box: least and greatest x and y. */
  box: [number, number, number, number];
}

/**
 * The outlines of level sections through a closed mesh, so many at even heights. A triangle that a section meets gives a
 * piece between two of its edges, and pieces over one edge belong together; so lengths and areas add up loop by loop
 * without any being put in order.
 */
export function sectionLoops(mesh: Mesh, lowMm: number, highMm: number, sections: number): SectionLoop[][] {
  const cuts = Array.from({ length: sections }, () => new Cut());
  const { positions: p, indices } = mesh;
  const perMm = sections / (highMm - lowMm || 1);
  for (let at = 0; at < indices.length; at += 3) {
    const [a, b, c] = [p[3 * indices[at] + 2], p[3 * indices[at + 1] + 2], p[3 * indices[at + 2] + 2]];
    // Sections lie at half steps.
    const first = Math.ceil((Math.min(a, b, c) - lowMm) * perMm - 0.5);
    const last = Math.ceil((Math.max(a, b, c) - lowMm) * perMm - 0.5);
    for (let n = Math.max(0, first); n < last && n < sections; n++)
      cuts[n].add(mesh, at, lowMm + (n + 0.5) / perMm);
  }
  return cuts.map((cut) => cut.loops());
}

/** What crosses one height. */
class Cut {
  private readonly edges = new Map<number, number>();
  private readonly parent: number[] = [];
  /** Edge, then both ends of each piece. */
  private readonly pieces: number[] = [];

  add({ positions: p, indices }: Mesh, at: number, height: number): void {
    const ends: number[] = [];
    const found: number[] = [];
    for (let n = 0; n < 3; n++) {
      const [from, to] = [indices[at + n], indices[at + ((n + 1) % 3)]];
      const [low, high] = [p[3 * from + 2], p[3 * to + 2]];
      if (low < height === high < height) continue;
      // By the same two vertices whichever way round, so that both triangles find the same point.
      const [one, other] = from < to ? [from, to] : [to, from];
      const share = (height - p[3 * one + 2]) / (p[3 * other + 2] - p[3 * one + 2]);
      const point = [0, 1].map((k) => p[3 * one + k] + share * (p[3 * other + k] - p[3 * one + k]));
      // Outside is on the right: the piece runs from where the triangle rises to where it falls.
      const rising = low < high;
      ends[rising ? 1 : 0] = this.numberOf(one, other);
      [found[rising ? 2 : 0], found[rising ? 3 : 1]] = point;
    }
    if (ends.length < 2) return;
    const [here, there] = [this.rootOf(ends[0]), this.rootOf(ends[1])];
    if (here !== there) this.parent[Math.max(here, there)] = Math.min(here, there);
    this.pieces.push(ends[0], ...found);
  }

  loops(): SectionLoop[] {
    const byRoot = new Map<number, SectionLoop>();
    const { pieces } = this;
    for (let at = 0; at < pieces.length; at += 5) {
      const [x0, y0, x1, y1] = pieces.slice(at + 1, at + 5);
      const root = this.rootOf(pieces[at]);
      const loop = byRoot.get(root) ?? {
        lengthMm: 0,
        areaMm2: 0,
        box: [Infinity, Infinity, -Infinity, -Infinity],
      };
      loop.lengthMm += Math.sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2);
      loop.areaMm2 += (x0 * y1 - x1 * y0) / 2;
      const [left, low, right, high] = loop.box;
      loop.box = [
        Math.min(left, x0, x1),
        Math.min(low, y0, y1),
        Math.max(right, x0, x1),
        Math.max(high, y0, y1),
      ];
      byRoot.set(root, loop);
    }
    return [...byRoot.values()];
  }

  private numberOf(one: number, other: number): number {
    const key = one * 2 ** 26 + other;
    let number = this.edges.get(key);
    if (number === undefined) {
      this.edges.set(key, (number = this.parent.length));
      this.parent.push(number);
    }
    return number;
  }

  private rootOf(number: number): number {
    const { parent } = this;
    while (parent[number] !== number) number = parent[number] = parent[parent[number]];
    return number;
  }
}
