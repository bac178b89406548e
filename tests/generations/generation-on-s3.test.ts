import { afterAll, beforeAll, expect, it } from "vitest";
import { storageData } from "@/lib/storage/personal-data";
import { overrideEnv } from "@/lib/core/env";
import { db } from "@/lib/db";
import { closeEngines, configureEngines } from "@/lib/engines";
import { createGeneration, deleteGeneration, getGeneration } from "@/lib/generations";
import { generationJobs } from "@/lib/generations/jobs";
import { GenerationSettings } from "@/lib/generations/schema";
import { openObject } from "@/lib/storage";
import { buildEngineThread } from "../support/build-engine-thread";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";
import { readStl } from "../support/read-stl";
import { startS3StandIn, type S3StandIn } from "../support/s3-stand-in";
import { vasePhoto } from "../support/vase-photo";

let account: TestAccount;
let standIn: S3StandIn;
beforeAll(async () => {
  await freshDatabase();
  standIn = await startS3StandIn();
  overrideEnv({ s3: standIn.settings });
  configureEngines({ file: await buildEngineThread("on-s3") });
  account = await makeAccount();
});
afterAll(async () => {
  overrideEnv({ s3: undefined });
  await closeEngines();
  await standIn.close();
});

const details = { attempt: 1, maxAttempts: 3, jobId: "1", signal: new AbortController().signal };
const keys = () => [...standIn.bucket.objects.keys()];

async function make(storeInput: boolean): Promise<string> {
  const settings = GenerationSettings.parse({ engine: "extrude", formats: ["stl"], store_input: storeInput });
  const { id } = await createGeneration(account.asKey(true), { settings, image: await vasePhoto() });
  return id;
}

it("row 26: a generation lives in a bucket from its picture to its model, and nothing of it is left once it is deleted", async () => {
  const id = await make(false);
  const input = `passing/${account.organizationId}/${id}/passing/input`;
  expect(keys()).toEqual([expect.stringMatching(new RegExp(`^${input}-\\w{12}$`))]);
  await generationJobs["generation.run"]({ generationId: id }, details);
  expect((await getGeneration(account.asKey(true), id)).status).toBe("completed");
  const { object } = await db().generationFile.findFirstOrThrow({ where: { generationId: id } });
  const whole = Buffer.concat(await (await openObject(object)).stream.toArray());
  expect(readStl(whole).indices.length).toBeGreaterThan(100);
  const { stream } = await openObject(object, { start: 80, end: 83 });
  expect(Buffer.concat(await stream.toArray()).equals(whole.subarray(80, 84))).toBe(true);
  const inClear = [...standIn.bucket.objects.values()].some(({ bytes }) =>
    bytes.includes(whole.subarray(84, 134)),
  );
  expect(inClear).toBe(false);

  await deleteGeneration(account.ctx, id);
  await generationJobs["generation.purge"]({ generationId: id }, details);
  expect(keys()).toEqual([]);
});

it("what an erased organization kept in a bucket is removed, whatever its name, and its neighbour's stays", async () => {
  const neighbour = await make(true);
  const other = account;
  account = await makeAccount();
  await make(true);
  await make(false);
  expect(keys().length).toBe(3);
  const { organizationId, userId } = account;
  await storageData.erase({ organizationIds: [organizationId], userId } as never, details.signal);
  expect(keys()).toEqual([expect.stringContaining(`${other.organizationId}/${neighbour}/input-`)]);
});
