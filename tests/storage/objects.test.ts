import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { env, overrideEnv } from "@/lib/core/env";
import { newId } from "@/lib/core/ids";
import { db } from "@/lib/db";
import { objectExists, openObject, putObject, readObject, removeObject, removeObjects } from "@/lib/storage";
import { forgetOrganizationKeys } from "@/lib/storage/organization-key";
import { CHUNK_BYTES, HEADER_BYTES } from "@/lib/storage/seal";
import { freshDatabase } from "@/tests/support/database";
import { rawStores, type RawStore } from "@/tests/support/raw-stores";

beforeAll(async () => {
  await freshDatabase();
});

const SEALED_CHUNK_BYTES = CHUNK_BYTES + 16;

async function put(bytes: Uint8Array, name = "gen_a/model.stl") {
  return putObject({ organizationId: newId("organization"), name, bytes });
}

async function collect(object: string, range?: { start: number; end: number }): Promise<Buffer> {
  const { stream } = await openObject(object, range);
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

describe.each(rawStores)("on $store", ({ open }) => {
  let raw: RawStore;
  beforeAll(async () => {
    raw = await open();
  });
  afterAll(() => raw.close());

  describe("put and read", () => {
    it.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 5 * CHUNK_BYTES + 77])(
      "gives %i bytes back as they were",
      async (sizeBytes) => {
        const bytes = randomBytes(sizeBytes);
        const stored = await put(bytes);
        expect(stored).toMatchObject({
          sizeBytes,
          object: expect.stringMatching(/^org_\w+\/gen_a\/model\.stl-\w{12}$/),
        });
        expect((await readObject(stored.object)).equals(bytes)).toBe(true);
        expect((await openObject(stored.object)).sizeBytes).toBe(sizeBytes);
        const chunks = Math.max(1, Math.ceil(sizeBytes / CHUNK_BYTES));
        expect((await raw.read(stored.object)).length).toBe(HEADER_BYTES + sizeBytes + 16 * chunks);
      },
    );

    it("says the SHA-256 of the plain bytes", async () => {
      const { sha256 } = await put(Buffer.from("abc"));
      expect(sha256).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    });

    it("reads any range, both ends included", async () => {
      const bytes = randomBytes(3 * CHUNK_BYTES + 100);
      const { object } = await put(bytes);
      const ranges = [
        [0, 0],
        [0, CHUNK_BYTES - 1],
        [CHUNK_BYTES - 1, CHUNK_BYTES],
        [CHUNK_BYTES, 2 * CHUNK_BYTES - 1],
        [CHUNK_BYTES + 5, 3 * CHUNK_BYTES + 7],
        [bytes.length - 1, bytes.length - 1],
        [100, 10 * bytes.length],
      ];
      for (const [start, end] of ranges) {
        const part = await collect(object, { start, end });
        expect(part.equals(bytes.subarray(start, end + 1))).toBe(true);
      }
      await expect(openObject(object, { start: bytes.length, end: bytes.length })).rejects.toMatchObject({
        code: "invalid_request",
        details: { param: "range" },
      });
    });

    it("never writes over an object: two puts of one name are two objects", async () => {
      const organizationId = newId("organization");
      const first = await putObject({ organizationId, name: "gen_a/x", bytes: Buffer.from("first") });
      const second = await putObject({ organizationId, name: "gen_a/x", bytes: Buffer.from("second") });
      expect(first.object).not.toBe(second.object);
      expect((await readObject(first.object)).toString()).toBe("first");
    });

    it("lets a reader go before the end", async () => {
      const { object } = await put(randomBytes(40 * CHUNK_BYTES));
      const { stream } = await openObject(object);
      await new Promise<void>((resolve) => stream.once("data", () => resolve()));
      stream.destroy();
      await new Promise<void>((resolve) => stream.once("close", () => resolve()));
      await removeObject(object);
      expect(await objectExists(object)).toBe(false);
    });

    it("refuses names that could leave their folder", async () => {
      for (const name of [
        "../x",
        "a/../../x",
        "/etc/passwd",
        "a//b",
        ".hidden",
        "a\0b",
        "a b",
        "x".repeat(500),
        "a\\b",
      ])
        await expect(put(Buffer.from("x"), name)).rejects.toThrow(RangeError);
      for (const object of ["../../etc/passwd", "org_a/../../x", ".incoming/x", "x"])
        await expect(openObject(object)).rejects.toThrow(RangeError);
    });
  });

  describe("remove", () => {
    it("is fine twice, and what is gone is gone", async () => {
      const { object } = await put(Buffer.from("x"));
      expect(await objectExists(object)).toBe(true);
      await removeObject(object);
      await removeObject(object);
      expect(await objectExists(object)).toBe(false);
      await expect(readObject(object)).rejects.toMatchObject({ code: "gone" });
    });

    it("removes a folder with everything in it and nothing beside it", async () => {
      const organizationId = newId("organization");
      const putAt = (name: string) => putObject({ organizationId, name, bytes: Buffer.from(name) });
      const [a, b, other] = await Promise.all([putAt("gen_a/1"), putAt("gen_a/deep/2"), putAt("gen_ab/3")]);
      await removeObjects(organizationId, "gen_a");
      await removeObjects(organizationId, "gen_a");
      expect(await Promise.all([a, b, other].map(({ object }) => objectExists(object)))).toEqual([
        false,
        false,
        true,
      ]);
      await expect(removeObjects(organizationId, "..")).rejects.toThrow(RangeError);
    });
  });

  describe("row 29: there", () => {
    it("lies no plain byte, not even in a name or a leftover", async () => {
      const canary = "CANARY-7f3a9c";
      const bytes = Buffer.concat([
        randomBytes(100_000),
        Buffer.from(canary.repeat(50)),
        randomBytes(100_000),
      ]);
      await put(bytes);
      const contents = [...(await raw.all()).values()];
      expect(contents.length).toBeGreaterThan(0);
      expect(contents.some((content) => content.includes(canary))).toBe(false);
      expect(await raw.unfinished()).toBe(0);
    });

    it("gives equal bytes different ciphertexts, also within one object", async () => {
      const bytes = Buffer.alloc(2 * CHUNK_BYTES, 7);
      const [a, b] = [await put(bytes), await put(bytes)];
      const [x, y] = [await raw.read(a.object), await raw.read(b.object)];
      expect(x.subarray(HEADER_BYTES).equals(y.subarray(HEADER_BYTES))).toBe(false);
      const [first, second] = [0, 1].map((index) => {
        const at = HEADER_BYTES + index * SEALED_CHUNK_BYTES;
        return x.subarray(at, at + CHUNK_BYTES);
      });
      expect(first.equals(second)).toBe(false);
    });
  });

  describe("row 29: a stored object that was", () => {
    const damaged = { code: "internal_error" };
    const size = 2 * CHUNK_BYTES + 500;

    async function alter(change: (file: Buffer) => Buffer) {
      const { object } = await put(randomBytes(size));
      await raw.write(object, change(await raw.read(object)));
      return object;
    }

    it("flipped in one bit, anywhere, is an error", async () => {
      const total = HEADER_BYTES + size + 3 * 16;
      const { object } = await put(randomBytes(size));
      const original = await raw.read(object);
      expect(original.length).toBe(total);
      const places = [
        ...Array.from({ length: HEADER_BYTES }, (_, at) => at),
        ...Array.from({ length: 60 }, (_, index) => HEADER_BYTES + Math.floor((index * (size + 48)) / 60)),
        total - 1,
      ];
      for (const at of places) {
        const flipped = Buffer.from(original);
        flipped[at] ^= 1 << (at % 8);
        await raw.write(object, flipped);
        await expect(readObject(object)).rejects.toMatchObject(damaged);
      }
      await raw.write(object, original);
      expect((await readObject(object)).length).toBe(size);
    });

    it.each([0, 10, HEADER_BYTES, HEADER_BYTES + SEALED_CHUNK_BYTES, HEADER_BYTES + size + 47])(
      "cut to %i bytes is an error before the first byte",
      async (length) => {
        const object = await alter((file) => file.subarray(0, length));
        await expect(openObject(object)).rejects.toMatchObject(damaged);
      },
    );

    it("made longer is an error before the first byte", async () => {
      const object = await alter((file) => Buffer.concat([file, Buffer.alloc(16)]));
      await expect(openObject(object)).rejects.toMatchObject(damaged);
    });

    it("put in another order is an error", async () => {
      const object = await alter((file) => {
        const [first, second] = [0, 1].map((index) => HEADER_BYTES + index * SEALED_CHUNK_BYTES);
        const end = second + SEALED_CHUNK_BYTES;
        const parts = [file.subarray(0, first), file.subarray(second, end), file.subarray(first, second)];
        return Buffer.concat([...parts, file.subarray(end)]);
      });
      await expect(readObject(object)).rejects.toMatchObject(damaged);
    });

    it("put in another's place is an error, within an organization and between two", async () => {
      const organizationId = newId("organization");
      const mine = await putObject({ organizationId, name: "a", bytes: randomBytes(size) });
      const other = await putObject({ organizationId, name: "a", bytes: randomBytes(size) });
      const theirs = await put(randomBytes(size));
      for (const source of [other, theirs]) {
        await raw.write(mine.object, await raw.read(source.object));
        await expect(readObject(mine.object)).rejects.toMatchObject(damaged);
      }
    });

    it("given another's chunks is an error", async () => {
      const { object: other } = await put(randomBytes(size));
      const chunks = (await raw.read(other)).subarray(HEADER_BYTES);
      const object = await alter((file) => Buffer.concat([file.subarray(0, HEADER_BYTES), chunks]));
      await expect(readObject(object)).rejects.toMatchObject(damaged);
    });
  });

  describe("row 29: keys", () => {
    it("are made once an organization, however many put at once, and lie wrapped", async () => {
      const organizationId = newId("organization");
      const puts = Array.from({ length: 20 }, (_, index) => {
        // As if every put ran in a process of its own: none waits for another's key.
        forgetOrganizationKeys();
        return putObject({ organizationId, name: "a", bytes: Buffer.from([index]) });
      });
      const stored = await Promise.all(puts);
      forgetOrganizationKeys();
      const rows = await db().organizationKey.findMany({ where: { organizationId } });
      expect(rows).toHaveLength(1);
      expect(rows[0].wrappedKey).toHaveLength(60);
      const read = await Promise.all(stored.map(({ object }) => readObject(object)));
      expect(read.map((bytes) => bytes[0])).toEqual(Array.from({ length: 20 }, (_, index) => index));
    });

    it("destroyed or wrapped for another organization, make objects unreadable; a put makes no new one of them readable", async () => {
      const [mine, theirs] = [await put(Buffer.from("mine")), await put(Buffer.from("theirs"))];
      const [a, b] = [mine, theirs].map(({ object }) => object.split("/")[0]);
      const { wrappedKey } = await db().organizationKey.findUniqueOrThrow({ where: { organizationId: b } });
      await db().organizationKey.update({ where: { organizationId: a }, data: { wrappedKey } });
      forgetOrganizationKeys();
      await expect(readObject(mine.object)).rejects.toMatchObject({ code: "storage_unavailable" });
      await db().organizationKey.delete({ where: { organizationId: a } });
      forgetOrganizationKeys();
      await expect(readObject(mine.object)).rejects.toMatchObject({ code: "storage_unavailable" });
      await putObject({ organizationId: a, name: "again", bytes: Buffer.from("new") });
      await expect(readObject(mine.object)).rejects.toMatchObject({ code: "internal_error" });
      expect((await readObject(theirs.object)).toString()).toBe("theirs");
    });

    it("cannot be had without the master key or with another: nothing is stored then", async () => {
      const { masterKey } = env();
      const { object } = await put(Buffer.from("x"));
      const before = (await raw.all()).size;
      for (const wrong of [undefined, "00".repeat(32)]) {
        forgetOrganizationKeys();
        overrideEnv({ masterKey: wrong });
        await expect(readObject(object)).rejects.toMatchObject({ code: "storage_unavailable" });
        const organizationId = object.split("/")[0];
        const refused = putObject({ organizationId, name: "b", bytes: Buffer.from("x") });
        await expect(refused).rejects.toMatchObject({ code: "storage_unavailable" });
      }
      overrideEnv({ masterKey });
      forgetOrganizationKeys();
      expect((await raw.all()).size).toBe(before);
      expect((await readObject(object)).toString()).toBe("x");
    });
  });
});
