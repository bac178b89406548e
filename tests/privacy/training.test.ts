import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { GET } from "@/app/(site)/privacy/training/proof/route";
import { newId } from "@/lib/core/ids";
import { db, type Context } from "@/lib/db";
import { buildTrainingManifest, checkProof, listTrainingManifests, proveTraining } from "@/lib/privacy";
import { pathOf, rootFrom, rootOf } from "@/lib/privacy/training/merkle-tree";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";

let account: TestAccount;
beforeAll(async () => {
  await freshDatabase();
  account = await makeAccount();
});
const staff: Context = {
  actor: { kind: "staff", userId: "usr_staff", role: "privacy" },
  organizationId: "",
  requestId: "req_staff",
};
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "nothing",
    (error: { code?: string }) => error.code,
  );
const digest = (text: string) => createHash("sha256").update(text).digest("hex");

/** A finished generation of one picture, as eligible as it gets unless said otherwise. */
async function make(picture: string, more: object = {}, owner = account): Promise<string> {
  const row = {
    id: newId("generation"),
    organizationId: owner.organizationId,
    status: "completed" as const,
    trainingEligible: true,
    inputObject: "gen_x/input",
    digests: { input: [{ name: "input", sha256: digest(picture) }], results: [] },
    ...{ test: false, quality: "default", resolution: 256, textured: false, credits: 0 },
    ...{ engineRequested: "auto", formats: ["stl"], sizeMm: 100, sizeAxis: "longest" as const, seed: 0 },
  };
  await db().generation.create({ data: { ...row, ...more } as never });
  return row.id;
}
const includes = async (picture: string): Promise<boolean> => {
  const proof = await proveTraining(digest(picture));
  expect(checkProof(proof, digest(picture))).toBe(true);
  return proof.included;
};

describe("the tree", () => {
  // The reference values of RFC 6962's implementations: the empty tree, one empty leaf, and eight leaves.
  const leaves = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
  ];
  const bytes = leaves.map((hex) => Buffer.from(hex, "hex"));
  it.each([
    [0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    [1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"],
    [2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    [3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"],
    [7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"],
    [8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"],
  ])("of %d leaves has the known root", (count, root) => {
    expect(rootOf(bytes.slice(0, count)).toString("hex")).toBe(root);
  });

  it("of any size proves each leaf, and no other leaf, place or size", () => {
    for (let size = 1; size <= 33; size++) {
      const all = Array.from({ length: size }, (_, n) => Buffer.from(`leaf ${n}`));
      const root = rootOf(all);
      for (let index = 0; index < size; index++) {
        const path = pathOf(all, index);
        expect(rootFrom(all[index], index, size, path)?.equals(root)).toBe(true);
        expect(rootFrom(Buffer.from("another"), index, size, path)?.equals(root)).not.toBe(true);
        expect(rootFrom(all[index], index, size + 64, path)).toBeUndefined();
        if (size > 1)
          expect(rootFrom(all[index], (index + 1) % size, size, path)?.equals(root)).not.toBe(true);
      }
      expect(rootFrom(all[0], size, size, pathOf(all, 0))).toBeUndefined();
    }
  });
});

describe("row 10: what may improve models", () => {
  it("is asked for before anything was made, and says so", async () => {
    expect(await code(proveTraining(digest("a")))).toBe("not_found");
    expect(await listTrainingManifests()).toEqual([]);
    expect((await ask(digest("a"))).status).toBe(404);
    expect((await ask("not a digest")).status).toBe(400);
  });

  it("holds what was eligible when it was sent, and nothing that is erased, restricted, deleted, failed, a test, or an end user's", async () => {
    const now = new Date();
    await make("yes");
    await make("no: not eligible", { trainingEligible: false });
    await make("no: erased", { inputErasedAt: now });
    await make("no: picture gone", { inputObject: null });
    await make("no: restricted", { restrictedAt: now });
    await make("no: deleted", { deletedAt: now });
    await make("no: failed", { status: "failed" });
    await make("no: test", { test: true });
    await make("no: an end user's", { endUserHash: "someone" });
    const { number, size } = await buildTrainingManifest(staff);
    expect([number, size]).toEqual([1, 1]);
    expect(await includes("yes")).toBe(true);
    for (const why of ["not eligible", "erased", "picture gone", "restricted", "deleted", "failed", "test"])
      expect([why, await includes(`no: ${why}`)]).toEqual([why, false]);
    expect(await includes("no: an end user's")).toBe(false);
    expect(await (await ask(digest("yes"))).json()).toEqual(await proveTraining(digest("yes")));
  });

  it("loses what its organization says no to later, and takes an end user's where it agreed", async () => {
    const other = await makeAccount();
    await make("other", {}, other);
    await make("other's end user", { endUserHash: "someone" }, other);
    const say = (data: object) => db().organization.update({ where: { id: other.organizationId }, data });
    const steps: [object, boolean, boolean][] = [
      [{ trainingConsent: true }, true, true],
      [{ trainingConsent: null }, true, false],
      [{ trainingConsent: false }, false, false],
      [{ trainingConsent: true, processingFloor: { training: "deny" } }, false, false],
      [{ processingFloor: {}, restrictedAt: new Date() }, false, false],
      [{ restrictedAt: null }, true, true],
    ];
    for (const [data, own, endUser] of steps) {
      await say(data);
      await buildTrainingManifest(staff);
      expect([data, await includes("other"), await includes("other's end user")]).toEqual([
        data,
        own,
        endUser,
      ]);
    }
    const manifests = await listTrainingManifests();
    expect(manifests.map(({ number }) => number)).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(new Set(manifests.map(({ salt }) => salt)).size).toBe(7);
  });

  it("proves by neighbours what is not in it: forged and shifted proofs do not pass", async () => {
    for (let n = 0; n < 20; n++) await make(`one of twenty, ${n}`);
    await buildTrainingManifest(staff);
    for (let n = 0; n < 40; n++) expect(await includes(`elsewhere ${n}`)).toBe(false);
    const absent = digest("elsewhere 0");
    const present = digest("one of twenty, 0");
    const [no, yes] = [await proveTraining(absent), await proveTraining(present)];
    expect(checkProof({ ...no, included: true }, absent)).toBe(false);
    expect(checkProof({ ...yes, included: false }, present)).toBe(false);
    expect(checkProof(no, present)).toBe(false);
    expect(checkProof(yes, absent)).toBe(false);
    expect(checkProof({ ...no, steps: no.steps.slice(0, 1) }, absent)).toBe(false);
    expect(checkProof({ ...no, steps: [] }, absent)).toBe(false);
    const moved = no.steps.map((step) => ({ ...step, index: step.index + 1 }));
    expect(checkProof({ ...no, steps: moved }, absent)).toBe(false);
    const far = await proveTraining(digest("one of twenty, 7"));
    expect(checkProof({ ...no, steps: [no.steps[0], far.steps[0]] }, absent)).toBe(false);
  });

  it("is the privacy staff's to build", async () => {
    expect(await code(buildTrainingManifest(account.ctx))).toBe("not_found");
    const support: Context = { ...staff, actor: { kind: "staff", userId: "usr_s", role: "support" } };
    expect(await code(buildTrainingManifest(support))).toBe("forbidden");
    const numbers = await Promise.all([buildTrainingManifest(staff), buildTrainingManifest(staff)]);
    expect(new Set(numbers.map(({ number }) => number)).size).toBe(2);
  });
});

const ask = (sha256: string) =>
  GET(new Request(`https://portal.test/privacy/training/proof?sha256=${encodeURIComponent(sha256)}`));
