import { afterEach, beforeAll, expect, it, onTestFinished } from "vitest";
import { clock } from "@/lib/core/clock";
import { overrideEnv } from "@/lib/core/env";
import { db } from "@/lib/db";
import { createGeneration, passOlderInputs } from "@/lib/generations";
import { GenerationSettings, type GenerationRequest } from "@/lib/generations/schema";
import { convertMesh } from "@/lib/prints";
import { ConversionSettings } from "@/lib/prints/schema";
import { objectExists, putObject, readObject, sweepPassing } from "@/lib/storage";
import { keepRules } from "@/lib/storage/passing-objects";
import { createUpload, receiveUpload, takeUploads } from "@/lib/uploads";
import { uploadRetention } from "@/lib/uploads/jobs";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";
import { startS3StandIn } from "../support/s3-stand-in";
import { vasePhoto } from "../support/vase-photo";

/** What passes through storage goes although no job and no sweep of the application ever ran. */

let account: TestAccount;
let photo: Uint8Array;
beforeAll(async () => {
  await freshDatabase();
  photo = await vasePhoto();
  account = await makeAccount({ credits: 100 });
});
const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});
const daysOn = (days: number) => (clock.now = () => new Date(realNow().getTime() + days * 86_400_000));

async function inputOf(request: GenerationRequest): Promise<string> {
  const settings = GenerationSettings.parse(request);
  const { id } = await createGeneration(account.ctx, { settings, image: photo });
  return (await db().generation.findUniqueOrThrow({ where: { id } })).inputObject!;
}

async function sentAhead(): Promise<{ id: string; object: string }> {
  const { id } = await createUpload(account.ctx, { content_type: "image/jpeg", bytes: photo.length });
  await receiveUpload(id, {
    contentType: "image/jpeg",
    body: async function* () {
      yield photo;
    },
  });
  return { id, object: await objectOf(id) };
}
const objectOf = async (id: string) => (await db().upload.findUniqueOrThrow({ where: { id } })).object!;

async function uploadOf(): Promise<string> {
  const stl = `solid a\n${"facet normal 0 0 1\nouter loop\nvertex 0 0 0\nvertex 1 0 0\nvertex 0 1 0\nendloop\nendfacet\n"}endsolid a\n`;
  const settings = ConversionSettings.parse({ format: "obj" });
  const { id } = await convertMesh(account.ctx, settings, new TextEncoder().encode(stl));
  return (await db().print.findUniqueOrThrow({ where: { id } })).uploadObject!;
}

async function storeEach() {
  const saved = await inputOf({});
  const passing = [
    await inputOf({ store_input: false }),
    await inputOf({ processing: { retention: "zero" } }),
    await uploadOf(),
    (await sentAhead()).object,
  ];
  return () => Promise.all([saved, ...passing].map(objectExists));
}

it("row 26: inputs that nobody saved are gone on day 31 without the application's sweeper, saved ones stay", async () => {
  const there = await storeEach();
  daysOn(29);
  expect([await sweepPassing(), await there()]).toEqual([0, [true, true, true, true, true]]);
  daysOn(31);
  expect([await sweepPassing(), await there()]).toEqual([4, [true, false, false, false, false]]);
  daysOn(3 * 365);
  expect([await sweepPassing(), await there()]).toEqual([0, [true, false, false, false, false]]);
});

it("row 26: a bucket removes them by its own rule, with none of this software running, and keeps saved ones", async () => {
  const { settings, bucket, close } = await startS3StandIn();
  overrideEnv({ s3: settings });
  onTestFinished(async () => {
    overrideEnv({ s3: undefined });
    await close();
  });
  await keepRules();
  const there = await storeEach();
  daysOn(29);
  bucket.carryOutRules();
  expect(await there()).toEqual([true, true, true, true, true]);
  // A bucket takes the midnight after the thirtieth day.
  daysOn(31);
  bucket.carryOutRules();
  expect(await there()).toEqual([true, false, false, false, false]);
  daysOn(3 * 365);
  bucket.carryOutRules();
  expect(await there()).toEqual([true, false, false, false, false]);
});

it("row 26: a picture that was sent ahead is there for 30 days at most, however often it is used", async () => {
  const { id } = await sentAhead();
  const announced = realNow().getTime();
  const use = () => takeUploads(account.ctx, { ids: [id], kind: "picture", param: "upload_id" });
  for (let days = 0.9; days < 30; days += 0.9) {
    daysOn(days);
    await use();
  }
  const { expiresAt } = await db().upload.findUniqueOrThrow({ where: { id } });
  expect(expiresAt.getTime()).toBeLessThanOrEqual(announced + 30 * 86_400_000);
  daysOn(30.1);
  await expect(use()).rejects.toMatchObject({ code: "not_found" });
});

it("rows 19 and 26: what a hold keeps does not pass, and what no hold keeps does, by whatever name it was stored", async () => {
  const { id, object } = await sentAhead();
  const older = await putObject({ ...account, name: `${id}/picture`, bytes: photo });
  const { organizationId } = account;
  const held = { organizationIds: [organizationId], userIds: [] };
  expect(await uploadRetention.sweep(200, held)).toBe(0);
  const kept = await objectOf(id);
  expect(kept).toMatch(new RegExp(`^${organizationId}/${id}/picture-[0-9A-Za-z]{12}$`));
  daysOn(3 * 365);
  await uploadRetention.sweep(200, held);
  await sweepPassing();
  expect(await Promise.all([object, kept].map(objectExists))).toEqual([false, true]);
  expect((await readObject(kept)).equals(await readObject(older.object))).toBe(false);

  clock.now = realNow;
  await db().upload.update({
    where: { id },
    data: { object: older.object, expiresAt: new Date(realNow().getTime() + 3_600_000) },
  });
  await uploadRetention.sweep(200, { organizationIds: [], userIds: [] });
  const passing = await objectOf(id);
  expect(passing).toMatch(new RegExp(`^${organizationId}/${id}/passing/picture-[0-9A-Za-z]{12}$`));
  expect((await readObject(passing)).equals(photo)).toBe(true);
  expect(await objectExists(older.object)).toBe(false);
});

it("row 26: an input that was not to stay, stored by an earlier version and left behind, gets a name that passes", async () => {
  const make = async (request: GenerationRequest) => {
    const settings = GenerationSettings.parse(request);
    const { id } = await createGeneration(account.ctx, { settings, image: photo });
    const older = await putObject({ ...account, name: `${id}/input`, bytes: photo });
    const view = await putObject({ ...account, name: `${id}/view-2`, bytes: photo });
    const data = { inputObject: older.object, viewObjects: [view.object] };
    await db().generation.update({
      where: { id },
      data: { ...data, status: "failed", completedAt: realNow() },
    });
    return { id, objects: [older.object, view.object] };
  };
  const [left, saved] = [await make({ store_input: false }), await make({})];
  expect([await passOlderInputs(), await passOlderInputs()]).toEqual([1, 0]);
  const row = await db().generation.findUniqueOrThrow({ where: { id: left.id } });
  const renamed = [row.inputObject!, ...row.viewObjects];
  const names = renamed.map((object) => object.replace(/-\w{12}$/, ""));
  const folder = `${account.organizationId}/${left.id}/passing`;
  expect(names).toEqual([`${folder}/input`, `${folder}/view-2`]);
  expect((await readObject(renamed[1])).equals(photo)).toBe(true);
  const there = await Promise.all([...left.objects, ...saved.objects].map(objectExists));
  expect(there).toEqual([false, false, true, true]);
});
