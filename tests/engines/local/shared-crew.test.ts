import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { SharedCrew } from "@/lib/engines/local/shared-crew";
import { claimsBytes, finishParts, helpWith } from "@/lib/geometry/crew/claim-parts";
import { alone, type Crew, type Step } from "@/lib/geometry/crew/crew";
import { figureField } from "@/lib/geometry/field/figure-field";
import { fillFacets, streamStl, writeStl } from "@/lib/geometry/formats/write-stl";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import { buildEngineThread } from "../../support/build-engine-thread";
import { makeScene } from "../../support/make-pictures";
import { makeBox } from "../../support/make-solids";

let file: string;
beforeAll(async () => {
  file = (await buildEngineThread("shared-crew")).replace("thread.mjs", "crew.mjs");
});

let crew: SharedCrew | undefined;
afterEach(() => crew?.dismiss());
const open = (helpers: number, from = file): SharedCrew => (crew = new SharedCrew(from, helpers));

const { raster, mask } = makeScene("duck", "white", 256);

function makeStl(hands: Crew, tilt?: { x: number; z: number }): Buffer {
  const { field } = figureField(raster, mask, { resolution: 200, tilt }, hands);
  const mesh = extractSurface(field, Infinity, hands);
  const pieces: Buffer[] = [];
  for (const piece of streamStl(mesh, hands)) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

/** Counts how often each part was done, in memory that all hands see. */
const count: Step<{ done: Int32Array; failing?: number }> = {
  name: "count",
  open:
    ({ done, failing }) =>
    (part) => {
      if (part === failing) throw new Error("a part that fails");
      Atomics.add(done, part, 1);
    },
};

describe("SharedCrew", () => {
  it.each([1, 2, 3])("gives the bytes of one hand with %d helpers", async (helpers) => {
    const hands = open(helpers);
    // Open helpers take part from the first step on; those that still load come late.
    if (helpers > 1) await sleep(150);
    for (const tilt of [undefined, { x: 0.1, z: 0.2 }])
      expect(makeStl(hands, tilt).equals(makeStl(alone, tilt))).toBe(true);
  });

  it("does everything itself where helpers cannot open", () => {
    expect(makeStl(open(2, "/nowhere/engine-crew.mjs")).equals(makeStl(alone))).toBe(true);
  });

  it("does a part itself where a helper does not know the step, and after its dismissal", async () => {
    const hands = open(1);
    await sleep(150);
    for (let round = 0; round < 2; round++) {
      const done = new Int32Array(hands.allocate(4 * 50));
      const finish = hands.start(count, { done }, 50);
      await sleep(20);
      finish();
      expect([...done]).toEqual(Array(50).fill(1));
      hands.dismiss();
    }
  });
});

describe("a helper", () => {
  it("does the work while the owner does nothing", async () => {
    const hands = open(1);
    const mesh = makeBox([0, 0, 0], [1, 2, 3]);
    const shared = <T extends Float32Array | Uint32Array>(values: T, out: T): T => (out.set(values), out);
    const positions = shared(mesh.positions, new Float32Array(hands.allocate(mesh.positions.byteLength)));
    const indices = shared(mesh.indices, new Uint32Array(hands.allocate(mesh.indices.byteLength)));
    const out = new Uint8Array(hands.allocate((50 * indices.length) / 3));
    // Never joined: whatever is written was written by the helper.
    hands.start(fillFacets, { positions, indices, from: 0, to: indices.length, out }, 1);
    await vi.waitUntil(() => out.some((byte) => byte !== 0), { timeout: 60_000 });
    const whole = writeStl(mesh).subarray(84);
    await vi.waitUntil(() => Buffer.from(out).equals(whole), { timeout: 60_000 });
  });
});

describe("parts", () => {
  const claim = (parts: number) => new Int32Array(new SharedArrayBuffer(claimsBytes(parts)));

  it("that a helper left undone are done by the owner", () => {
    const claims = claim(6);
    const done = new Int32Array(6);
    expect(() => helpWith(claims, () => count.open({ done, failing: 2 }))).toThrow("fails");
    finishParts(claims, count.open({ done }));
    expect([...done]).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it("of a helper that died meanwhile are waited for, and then done again", () => {
    const claims = claim(4);
    const done = new Int32Array(4);
    // Claimed the first part, and is still at it.
    Atomics.store(claims, 0, 1);
    Atomics.store(claims, 1, 1);
    finishParts(claims, count.open({ done }), 30);
    expect([...done]).toEqual([1, 1, 1, 1]);
  });

  it("are all done where a helper comes late", () => {
    const claims = claim(3);
    const done = new Int32Array(3);
    finishParts(claims, count.open({ done }));
    helpWith(claims, () => count.open({ done }));
    expect([...done]).toEqual([1, 1, 1]);
  });
});
