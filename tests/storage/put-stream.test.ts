import { readdirSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { copyObject, openObject, putStream, readObject } from "@/lib/storage";
import { freshDatabase } from "../support/database";

const CHUNK = 64 * 1024;
const organizationId = "org_stream";
beforeAll(() => freshDatabase());

async function* parts(...sizes: number[]): AsyncGenerator<Uint8Array> {
  for (const size of sizes) yield new Uint8Array(size).fill(size % 251);
}
const joined = (...sizes: number[]) => Buffer.concat(sizes.map((size) => Buffer.alloc(size, size % 251)));
const put = (source: AsyncIterable<Uint8Array>, sizeBytes: number) =>
  putStream({ organizationId, name: "upl_1/mesh", source, sizeBytes });
const files = () =>
  readdirSync(path.join(env().dataDir, "objects"), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  ).length;

describe("a stream", () => {
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
    const before = files();
    await expect(put(parts(2 * CHUNK), sizeBytes)).rejects.toMatchObject({ code: "storage_unavailable" });
    expect(files()).toBe(before);
  });

  it("that refuses half way passes its refusal on, and leaves nothing behind", async () => {
    const before = files();
    const refusal = new AppError("payload_too_large", "Too much.");
    async function* broken() {
      yield new Uint8Array(CHUNK);
      throw refusal;
    }
    await expect(put(broken(), 2 * CHUNK)).rejects.toBe(refusal);
    expect(files()).toBe(before);
  });
});

it("copies nothing that is not there", async () => {
  const none = copyObject("org_stream/upl_1/none-0", { organizationId, name: "gen_1/input" });
  await expect(none).rejects.toMatchObject({ code: "gone" });
});
