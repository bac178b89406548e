import type { Manifold, ManifoldToplevel } from "manifold-3d";
import { dropUnusedVertices } from "@/lib/geometry/mesh/drop-unused-vertices";
import type { Mesh } from "@/lib/geometry/mesh/mesh";

/**
 * Meshes into manifold-3d and back, colours included. Objects of the WebAssembly heap are not collected: all that were
 * made here, or kept, are thrown away by {@link empty}.
 */
export class ManifoldBin {
  private readonly held: { delete(): void }[] = [];

  constructor(private readonly wasm: ManifoldToplevel) {}

  keep<T extends { delete(): void }>(one: T): T {
    this.held.push(one);
    return one;
  }

  keepAll<T extends { delete(): void }>(several: T[]): T[] {
    this.held.push(...several);
    return several;
  }

  unite = (solids: Manifold[]): Manifold => this.wasm.Manifold.union(solids);

  /** The first without all others. */
  without = (solids: Manifold[]): Manifold => this.wasm.Manifold.difference(solids);

  /** A hollow's shell as the body that would fill it. */
  turnInsideOut(shell: Manifold): Manifold {
    const { numProp, vertProperties, triVerts, mergeFromVert, mergeToVert } = shell.getMesh();
    const turned = triVerts.slice().reverse();
    return this.keep(
      this.wasm.Manifold.ofMesh(
        new this.wasm.Mesh({ numProp, vertProperties, triVerts: turned, mergeFromVert, mergeToVert }),
      ),
    );
  }

  /** The mesh must be closed and manifold. */
  load({ positions, indices, colors }: Mesh): Manifold {
    let vertProperties = positions;
    if (colors) {
      vertProperties = new Float32Array(positions.length * 2);
      for (let at = 0; at < positions.length; at++) {
        const to = Math.floor(at / 3) * 6 + (at % 3);
        vertProperties[to] = positions[at];
        vertProperties[to + 3] = colors[at];
      }
    }
    const numProp = colors ? 6 : 3;
    return this.keep(
      this.wasm.Manifold.ofMesh(new this.wasm.Mesh({ numProp, vertProperties, triVerts: indices })),
    );
  }

  /** Gives a plain solid the colour of bare plastic where `like` has colours, so that the two can be joined. */
  paint(solid: Manifold, like: Mesh): Manifold {
    if (!like.colors) return solid;
    return this.keep(
      solid.setProperties(3, (to) => {
        for (let i = 0; i < 3; i++) to[i] = PLAIN_GREY;
      }),
    );
  }

  /** The mesh of a solid, with all else of `like`: its picture stays where it was. */
  take(solid: Manifold, like: Mesh): Mesh {
    const { numProp, vertProperties, triVerts, mergeFromVert, mergeToVert } = this.keep(solid).getMesh();
    const vertices = vertProperties.length / numProp;
    // Where colours meet, a vertex stands there once for each; a mesh has one.
    const mergedTo = new Uint32Array(vertices);
    for (let vertex = 0; vertex < vertices; vertex++) mergedTo[vertex] = vertex;
    if (mergeFromVert && mergeToVert)
      for (let n = 0; n < mergeFromVert.length; n++) mergedTo[mergeFromVert[n]] = mergeToVert[n];
    const positions = new Float32Array(vertices * 3);
    const colors = like.colors && new Uint8Array(vertices * 3);
    for (let vertex = 0; vertex < vertices; vertex++)
      for (let i = 0; i < 3; i++) {
        positions[vertex * 3 + i] = vertProperties[vertex * numProp + i];
        if (colors) colors[vertex * 3 + i] = Math.round(vertProperties[vertex * numProp + 3 + i]);
      }
    const indices = new Uint32Array(triVerts.length);
    for (let at = 0; at < indices.length; at++) indices[at] = mergedTo[triVerts[at]];
    return dropUnusedVertices({ ...like, positions, indices, ...(colors ? { colors } : {}) });
  }

  empty(): void {
    for (const one of this.held) one.delete();
    this.held.length = 0;
  }
}

const PLAIN_GREY = 200;
