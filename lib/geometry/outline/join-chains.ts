import type { Rings } from "./rings";
import type { BorderChain } from "./trace-labels";

/** The outline of all labels that pass, inside left. Neighbours' outlines have their common points bit for bit. */
export function joinChains(chains: BorderChain[], passes: (label: number) => boolean): Rings {
  const leaving = new Map<number, { chain: BorderChain; forward: boolean }>();
  const points: number[] = [];
  const starts = [0];
  const close = (): void => void starts.push(points.length / 2);
  for (const chain of chains) {
    if (passes(chain.left) === passes(chain.right)) continue;
    const forward = passes(chain.left);
    if (chain.from >= 0) leaving.set(forward ? chain.from : chain.to, { chain, forward });
    else {
      pushPoints(points, chain, forward);
      close();
    }
  }
  for (const start of leaving.keys()) {
    let at = start;
    let edge = leaving.get(at);
    if (!edge) continue;
    while (edge) {
      leaving.delete(at);
      pushPoints(points, edge.chain, edge.forward);
      at = edge.forward ? edge.chain.to : edge.chain.from;
      edge = leaving.get(at);
    }
    close();
  }
  return { points: Float64Array.from(points), starts: Uint32Array.from(starts) };
}

/** All but the last point, which the next chain begins with. */
function pushPoints(points: number[], { points: from }: BorderChain, forward: boolean): void {
  if (forward) for (let at = 0; at + 2 < from.length; at++) points.push(from[at]);
  else for (let at = from.length - 2; at > 0; at -= 2) points.push(from[at], from[at + 1]);
}
