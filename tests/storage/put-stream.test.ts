import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "@/lib/core/errors";
import { copyObject, openObject, putStream, readObject } from "@/lib/storage";
import { freshDatabase } from "../support/database";
import { rawStores, type RawStore } from "../support/raw-stores";

const CHUNK = 64 * 1024;
const MEGABYTE = 1024 * 1024;
const organizationId = "org_stream";
beforeAll(() => freshDatabase());

async function* parts(...sizes: number[]): AsyncGenerator<Uint8Array> {
  for (const size of sizes) yield new Uint8Array(size).fill(size % 251);
}
const joined = (...sizes: number[]) => Buffer.concat(sizes.map((size) => Buffer.alloc(size, size % 251)));
const put = (source: AsyncIterable<Uint8Array>, sizeBytes: number) =>
  putStream({ organizationId, name: "upl_1/mesh", source, sizeBytes });
describe.each(rawStores)("a stream to $store", ({ open }) => {
  let raw: RawStore;
  beforeAll(async () => {
    raw = await open();
  });
  afterAll(() => raw.close());
  const left = async () => [(await raw.all()).size, await raw.unfinished()];

  it.each([[[0]], [[1, 2, 3]], [[CHUNK]], [[CHUNK - 1, 2]], [[3 * CHUNK + 5]], [[7, 2 * CHUNK, 0, 9]]])(
    "of parts of %j bytes is kept as it came, and read in part",
    async (sizes) => {
      const whole = joined(...sizes);
      const { object, sizeBytes, sha256 } = await put(parts(...sizes), whole.length);
      expect([sizeBytes, sha256.length]).toEqual([whole.length, 64]);
      expect((await readObject(object)).equals(whole)).toBe(true);
      const copy = await copyObject(object, { organizationId, name: "gen_1/input" });
      expect([copy.sha256, (await readObject(copy.object)).equals(whole)]).toEqual([sha256, true]);
      if (whole.length < CHUNK) return;
      const { stream } = await openObject(object, { start: CHUNK - 3, end: CHUNK + 3 });
      const read = Buffer.concat(await stream.toArray());
      expect(read.equals(whole.subarray(CHUNK - 3, CHUNK + 4))).toBe(true);
    },
  );

  it.each([
    ["less", 2 * CHUNK + 1],
    ["a little less", 2 * CHUNK - 1],
    ["more", 10],
  ])("that brings another size than announced (%s) leaves nothing behind", async (_name, sizeBytes) => {
    const before = await left();
    await expect(put(parts(2 * CHUNK), sizeBytes)).rejects.toMatchObject({ code: "storage_unavailable" });
    expect(await left()).toEqual(before);
  });

  it("of several parts of the store's comes whole, and in pieces", async () => {
    const sizes = [9 * MEGABYTE, MEGABYTE + 3, 8 * MEGABYTE];
    const whole = joined(...sizes);
    const { object } = await put(parts(...sizes), whole.length);
    expect((await readObject(object)).equals(whole)).toBe(true);
    const { stream } = await openObject(object, { start: 8 * MEGABYTE - 2, end: 9 * MEGABYTE + 1 });
    const read = Buffer.concat(await stream.toArray());
    expect(read.equals(whole.subarray(8 * MEGABYTE - 2, 9 * MEGABYTE + 2))).toBe(true);
    expect(await raw.unfinished()).toBe(0);
  });

  it("that refuses half way passes its refusal on, and leaves nothing behind", async () => {
    const before = await left();
    const refusal = new AppError("payload_too_large", "Too much.");
    async function* broken(sizeBytes: number) {
      yield new Uint8Array(sizeBytes);
      throw refusal;
    }
    await expect(put(broken(CHUNK), 2 * CHUNK)).rejects.toBe(refusal);
    await expect(put(broken(17 * MEGABYTE), 18 * MEGABYTE)).rejects.toBe(refusal);
    expect(await left()).toEqual(before);
  });
});

it("copies nothing that is not there", async () => {
  const none = copyObject("org_stream/upl_1/none-0", { organizationId, name: "gen_1/input" });
  await expect(none).rejects.toMatchObject({ code: "gone" });
});
