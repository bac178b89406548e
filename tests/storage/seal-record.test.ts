import { beforeAll, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { openRecord, sealRecord } from "@/lib/storage";
import { freshDatabase } from "../support/database";

beforeAll(async () => void (await freshDatabase()));

const record = { organizationId: newId("organization"), name: "answer/req_1" };

it.each([0, 5, 65_536, 150_000])(
  "opens %i bytes to what was sealed, which shows nothing of them",
  async (size) => {
    const bytes = Buffer.alloc(size, "secret");
    const sealed = await sealRecord(record, bytes);
    expect((await openRecord(record, sealed)).equals(bytes)).toBe(true);
    expect(sealed.includes("secret")).toBe(false);
  },
);

it("opens under no other name, for no other organization, and not once it was altered or cut", async () => {
  const sealed = await sealRecord(record, Buffer.from("secret"));
  const damaged = { name: "ObjectDamaged" };
  await expect(openRecord({ ...record, name: "answer/req_2" }, sealed)).rejects.toMatchObject(damaged);
  const other = { ...record, organizationId: newId("organization") };
  await sealRecord(other, Buffer.from("x"));
  await expect(openRecord(other, sealed)).rejects.toMatchObject(damaged);
  await expect(openRecord(record, sealed.subarray(0, -1))).rejects.toMatchObject(damaged);
  sealed[sealed.length - 1] ^= 1;
  await expect(openRecord(record, sealed)).rejects.toMatchObject(damaged);
});
