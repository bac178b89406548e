import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { db, type Context } from "@/lib/db";
import {
  buildTrainingManifest,
  getConsents,
  openPrivacyRequest,
  proveTraining,
  readUsagePatterns,
  setConsents,
} from "@/lib/privacy";
import type { Purpose } from "@/lib/privacy/schema";
import { putObject } from "@/lib/storage";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";
import { drawRaster, encodePicture } from "../support/make-pictures";

/** What is counted of how the service is used: of whom, and of how many at least. */

const staff: Context = {
  actor: { kind: "staff", userId: "usr_staff", role: "privacy" },
  organizationId: "",
  requestId: "req_staff",
};

const row = (organizationId: string, more: object = {}) => ({
  id: newId("generation"),
  organizationId,
  status: "completed" as const,
  ...{ test: false, quality: "draft", resolution: 128, textured: false, credits: 0, engineRequested: "auto" },
  ...{ engine: "relief", formats: ["stl"], sizeMm: 100, sizeAxis: "longest" as const, seed: 0 },
  ...more,
});
const make = (rows: object[]) => db().generation.createMany({ data: rows as never });

async function agree({ ctx }: TestAccount, ...purposes: Purpose[]): Promise<void> {
  const { data } = await getConsents(ctx);
  const consents = data
    .filter(({ purpose }) => purposes.includes(purpose))
    .map(({ purpose, version }) => ({ purpose, version, given: true }));
  await setConsents(ctx, { consents }, "");
}
const counted = async () =>
  (await readUsagePatterns(staff)).map(
    ({ setting, value, organizations, models, failed }) =>
      `${setting} ${value}: ${organizations}, ${models}, ${failed}`,
  );
const of = (organizations: number, models: number, failed: number) =>
  ["engine relief", "format stl", "quality draft", "resolution 128"].map(
    (group) => `${group}: ${organizations}, ${models}, ${failed}`,
  );

let all: TestAccount[];
beforeAll(async () => {
  await freshDatabase();
  all = [];
  for (let n = 0; n < 12; n++) all.push(await makeAccount({ credits: 0 }));
  for (const account of all.slice(0, 11)) await agree(account, "service_improvement");
  await make(
    all.flatMap(({ organizationId }, n) => [
      row(organizationId),
      row(organizationId, { status: n < 3 ? "failed" : "completed" }),
    ]),
  );
});

describe("row 9: what is counted of how the service is used", () => {
  it("row 9: is of those alone who agreed, in groups of ten people and more", async () => {
    expect(await counted()).toEqual(of(11, 22, 3));
    await make(all.slice(0, 9).map(({ organizationId }) => row(organizationId, { engine: "solid" })));
    // Many models of a few make no group.
    await make(Array.from({ length: 30 }, () => row(all[0].organizationId, { quality: "ultra" })));
    const lines = await counted();
    expect(lines).toContain("engine relief: 11, 52, 3");
    expect(lines.filter((line) => /solid|ultra/.test(line))).toEqual([]);
    await make([row(all[9].organizationId, { engine: "solid" })]);
    expect(await counted()).toContain("engine solid: 10, 10, 0");
    await db().generation.deleteMany({ where: { OR: [{ engine: "solid" }, { quality: "ultra" }] } });
  });

  it("row 9: leaves out end users', tests, deleted and restricted things, and whoever has said no such thing", async () => {
    const { organizationId } = all[0];
    const now = new Date();
    await make([
      row(organizationId, { endUserHash: "someone" }),
      row(organizationId, { endUserId: "someone" }),
      row(organizationId, { test: true }),
      row(organizationId, { deletedAt: now }),
      row(organizationId, { restrictedAt: now }),
      row(organizationId, { createdAt: new Date(now.getTime() - 31 * 86_400_000) }),
    ]);
    expect(await counted()).toEqual(of(11, 22, 3));
  });

  it("row 9: counts people, not their organizations, and the members who object not at all", async () => {
    // Two organizations of one person are one person: with nine others they make no group of eleven.
    const where = { organizationId: { in: [all[9].organizationId, all[10].organizationId] } };
    await db().membership.updateMany({ where, data: { userId: all[8].userId } });
    expect(await counted()).toEqual([]);
    for (const { organizationId, userId } of [all[9], all[10]])
      await db().membership.updateMany({ where: { organizationId }, data: { userId } });
    const member = await makeAccount({ credits: 0 });
    const { organizationId } = all[0];
    const data = {
      id: newId("membership"),
      organizationId,
      userId: member.userId,
      role: "developer" as const,
    };
    await db().membership.create({ data });
    await make([row(organizationId, { userId: member.userId })]);
    expect(await counted()).toEqual(of(11, 23, 3));
    await openPrivacyRequest(member.ctx, { type: "objection", purpose: "service_improvement" });
    expect(await counted()).toEqual(of(11, 22, 3));
  });

  it("row 9: is for the staff alone", async () => {
    await expect(readUsagePatterns(all[0].ctx)).rejects.toMatchObject({ code: "not_found" });
    await expect(readUsagePatterns(all[0].asKey())).rejects.toMatchObject({ code: "not_found" });
  });
});

it("row 56: who says no to improvement is in no further count and no further data set, by each way of saying it", async () => {
  const [one, other, third] = all;
  const sha256 = await addTrainable(one);
  const inDataSet = async () => {
    await buildTrainingManifest(staff);
    return (await proveTraining(sha256)).included;
  };
  expect([await counted(), await inDataSet()]).toEqual([of(11, 23, 3), true]);
  for (const purpose of ["service_improvement", "training"] as const)
    await openPrivacyRequest(one.ctx, { type: "objection", purpose });
  // Before any worker came to it.
  expect([await counted(), await inDataSet()]).toEqual([of(10, 20, 2), false]);
  await openPrivacyRequest(one.ctx, { type: "withdraw_objection", purpose: "service_improvement" });
  expect(await counted()).toEqual(of(11, 23, 3));
  await setConsents(
    other.ctx,
    { consents: [{ purpose: "service_improvement", given: false, version: 2 }] },
    "",
  );
  expect(await counted()).toEqual(of(10, 21, 2));
  await agree(other, "service_improvement");
  await openPrivacyRequest(third.ctx, { type: "restriction" });
  expect(await counted()).toEqual(of(10, 21, 2));
  // The ninth person's no takes the group with it.
  await openPrivacyRequest(other.ctx, { type: "objection", purpose: "service_improvement" });
  expect(await counted()).toEqual([]);
});

/** A drawing that its organization lets be learnt from. Returns its digest. */
async function addTrainable({ organizationId, ctx }: TestAccount): Promise<string> {
  await agree({ ctx } as TestAccount, "training");
  const bytes = await encodePicture(
    drawRaster(64, 64, (x) => (x > 16 && x < 48 ? [200, 20, 20, 255] : [255, 255, 255, 255])),
  );
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const made = row(organizationId, {
    trainingEligible: true,
    digests: { input: [{ name: "input", sha256 }], results: [] },
  });
  const { object } = await putObject({ organizationId, name: `${made.id}/input`, bytes });
  await make([{ ...made, inputObject: object }]);
  return sha256;
}
