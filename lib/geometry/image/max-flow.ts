/** Offsets of the eight neighbours; direction d and d ^ 1 are opposite. */
export const neighborX = [1, -1, 0, 0, 1, -1, 1, -1] as const;
export const neighborY = [0, 0, 1, -1, 1, -1, -1, 1] as const;

/** A graph for {@link minimumCut}: nodes with up to eight neighbours each, all that one node asks of lies together. */
export interface CutGraph {
  /** `neighbors[node * 8 + d]`: the node in direction d, or −1; seen from there it is direction d ^ 1. */
  neighbors: Int32Array;
  /** `links[node * 8 + d]`: capacity towards that neighbour. */
  links: Float32Array;
  /** Positive: capacity from the source (subject); negative: capacity to the sink (background). */
  terminal: Float32Array;
}

const none = -1;
const rooted = 8;
const orphaned = 9;

/**
 * Minimum cut by the two growing search trees of Boykov and Kolmogorov (PAMI 2004), with their timestamps and
 * distance marks. On image grids it beats push-relabel several times over, although its worst case is worse. Consumes the
 * capacities. Returns 1 for nodes on the source's side; nodes that no tree reached go to the sink's.
 */
export function minimumCut(graph: CutGraph): Uint8Array {
  const flow = new SearchTrees(graph);
  flow.run();
  const { tree } = flow;
  for (let i = 0; i < tree.length; i++) tree[i] = tree[i] === 1 ? 1 : 0;
  return tree;
}

class SearchTrees {
  /** 0 free, 1 source, 2 sink. */
  readonly tree: Uint8Array;
  private readonly nodes: number;
  private readonly neighbors: Int32Array;
  private readonly terminal: Float32Array;
  private readonly links: Float32Array;
  /** Direction towards the parent, or one of the three marks above. */
  private readonly parent: Int8Array;
  private readonly depth: Int32Array;
  private readonly stamp: Int32Array;
  private readonly waiting: Uint8Array;
  private readonly active: Int32Array;
  private head = 0;
  private size = 0;
  private time = 0;
  private orphans: number[] = [];

  constructor(graph: CutGraph) {
    this.nodes = graph.terminal.length;
    this.neighbors = graph.neighbors;
    this.terminal = graph.terminal;
    this.links = graph.links;
    this.tree = new Uint8Array(this.nodes);
    this.parent = new Int8Array(this.nodes).fill(none);
    this.depth = new Int32Array(this.nodes);
    this.stamp = new Int32Array(this.nodes);
    this.waiting = new Uint8Array(this.nodes);
    this.active = new Int32Array(this.nodes + 1);
  }

  run(): void {
    for (let i = 0; i < this.nodes; i++) {
      if (this.terminal[i] === 0) continue;
      this.tree[i] = this.terminal[i] > 0 ? 1 : 2;
      this.parent[i] = rooted;
      this.depth[i] = 1;
      this.activate(i);
    }
    let current = none;
    while (current !== none || this.size > 0) {
      if (current === none) {
        current = this.active[this.head];
        this.head = this.head === this.nodes ? 0 : this.head + 1;
        this.size--;
        this.waiting[current] = 0;
      }
      const node = current;
      current = none;
      if (this.parent[node] === none) continue;
      const direction = this.grow(node);
      if (direction < 0) continue;
      this.time++;
      const source = this.tree[node] === 1;
      const from = source ? node : this.neighbors[node * 8 + direction];
      this.augment(from, source ? direction : direction ^ 1);
      this.adoptOrphans();
      current = node;
    }
  }

  private activate(i: number): void {
    if (this.waiting[i]) return;
    this.waiting[i] = 1;
    let at = this.head + this.size;
    if (at > this.nodes) at -= this.nodes + 1;
    this.active[at] = i;
    this.size++;
  }

  /** Extends the tree from one node; the direction in which it met the other tree, or −1. */
  private grow(i: number): number {
    const { tree, links, neighbors } = this;
    const side = tree[i];
    for (let d = 0; d < 8; d++) {
      const j = neighbors[i * 8 + d];
      if (j < 0) continue;
      const room = side === 1 ? links[i * 8 + d] : links[j * 8 + (d ^ 1)];
      if (!(room > 0)) continue;
      if (tree[j] === 0) {
        tree[j] = side;
        this.adopt(j, d ^ 1, i);
        this.activate(j);
      } else if (tree[j] !== side) {
        return d;
      } else if (this.stamp[j] <= this.stamp[i] && this.depth[j] > this.depth[i]) {
        this.adopt(j, d ^ 1, i);
      }
    }
    return -1;
  }

  private adopt(child: number, direction: number, parent: number): void {
    this.parent[child] = direction;
    this.stamp[child] = this.stamp[parent];
    this.depth[child] = this.depth[parent] + 1;
  }

  private augment(from: number, direction: number): void {
    const { links, neighbors, parent, terminal } = this;
    const to = neighbors[from * 8 + direction];
    let room = links[from * 8 + direction];
    let i = from;
    while (parent[i] !== rooted) {
      const up = neighbors[i * 8 + parent[i]];
      const above = links[up * 8 + (parent[i] ^ 1)];
      if (above < room) room = above;
      i = up;
    }
    if (terminal[i] < room) room = terminal[i];
    for (i = to; parent[i] !== rooted; i = neighbors[i * 8 + parent[i]]) {
      const below = links[i * 8 + parent[i]];
      if (below < room) room = below;
    }
    if (-terminal[i] < room) room = -terminal[i];

    this.push(from, direction, to, room);
    for (i = from; parent[i] !== rooted;) {
      const d = parent[i];
      const up = neighbors[i * 8 + d];
      this.push(up, d ^ 1, i, room);
      if (links[up * 8 + (d ^ 1)] <= 0) this.orphans.push(i);
      i = up;
    }
    terminal[i] -= room;
    if (terminal[i] <= 0) this.orphans.push(i);
    for (i = to; parent[i] !== rooted;) {
      const d = parent[i];
      const up = neighbors[i * 8 + d];
      this.push(i, d, up, room);
      if (links[i * 8 + d] <= 0) this.orphans.push(i);
      i = up;
    }
    terminal[i] += room;
    if (terminal[i] >= 0) this.orphans.push(i);
  }

  private push(from: number, direction: number, to: number, amount: number): void {
    this.links[from * 8 + direction] -= amount;
    this.links[to * 8 + (direction ^ 1)] += amount;
  }

  /** The way up of an orphan is still needed while an augmentation walks it, so the mark is set afterwards. */
  private adoptOrphans(): void {
    const { orphans, parent } = this;
    for (const i of orphans) parent[i] = orphaned;
    for (let n = 0; n < orphans.length; n++) this.findParent(orphans[n]);
    orphans.length = 0;
  }

  private findParent(i: number): void {
    const { tree, links, neighbors, parent } = this;
    const side = tree[i];
    let best = none;
    let bestDepth = Infinity;
    for (let d = 0; d < 8; d++) {
      const j = neighbors[i * 8 + d];
      if (j < 0 || tree[j] !== side) continue;
      const room = side === 1 ? links[j * 8 + (d ^ 1)] : links[i * 8 + d];
      if (!(room > 0)) continue;
      const depth = this.depthToRoot(j);
      if (depth < bestDepth) {
        bestDepth = depth;
        best = d;
      }
    }
    if (best !== none) {
      parent[i] = best;
      this.stamp[i] = this.time;
      this.depth[i] = bestDepth + 1;
      return;
    }
    parent[i] = none;
    for (let d = 0; d < 8; d++) {
      const j = neighbors[i * 8 + d];
      if (j < 0 || tree[j] !== side) continue;
      const room = side === 1 ? links[j * 8 + (d ^ 1)] : links[i * 8 + d];
      if (room > 0) this.activate(j);
      if (parent[j] < rooted && parent[j] !== none && neighbors[j * 8 + parent[j]] === i) {
        parent[j] = orphaned;
        this.orphans.push(j);
      }
    }
    tree[i] = 0;
  }

  /** Steps from a node to its terminal, Infinity where the way ends at an orphan; stamps the way for the next asker. */
  private depthToRoot(start: number): number {
    const { parent, stamp, depth, neighbors, time } = this;
    let length = 0;
    let i = start;
    for (;;) {
      const d = parent[i];
      if (stamp[i] === time && d !== orphaned && d !== none) {
        length += depth[i];
        break;
      }
      length++;
      if (d === rooted) {
        stamp[i] = time;
        depth[i] = 1;
        break;
      }
      if (d === orphaned || d === none) return Infinity;
      i = neighbors[i * 8 + d];
    }
    const total = length;
    for (i = start; stamp[i] !== time; i = neighbors[i * 8 + parent[i]]) {
      stamp[i] = time;
      depth[i] = length--;
    }
    return total;
  }
}
