import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { GET } from "@/app/(site)/privacy/training/proof/route";
import { newId } from "@/lib/core/ids";
import { db, type Context } from "@/lib/db";
import { buildTrainingManifest, checkProof, listTrainingManifests, proveTraining } from "@/lib/privacy";
import { pathOf, rootFrom, rootOf } from "@/lib/privacy/training/merkle-tree";
import { putObject } from "@/lib/storage";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";
import { drawRaster, encodePicture, makeLogo, makeScene } from "../support/make-pictures";

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
const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");
const drawn = new Map<string, Buffer>();
/** A square in a colour of its own on white, under a name; what was never made has a digest all the same. */
const digest = (name: string) => sha256(drawn.get(name) ?? name);
async function draw(name: string): Promise<Buffer> {
  const [r, g, b] = createHash("sha256").update(name).digest();
  const inside = (at: number) => at > 16 && at < 48;
  const raster = drawRaster(64, 64, (x, y) =>
    inside(x) && inside(y) ? [r, g, b >> 1, 255] : [255, 255, 255, 255],
  );
  const bytes = await encodePicture(raster);
  drawn.set(name, bytes);
  return bytes;
}

/** A finished generation of one picture, as eligible as it gets unless said otherwise. */
async function make(picture: string, more: object = {}, owner = account, given?: Buffer): Promise<string> {
  const id = newId("generation");
  const bytes = given ?? (await draw(picture));
  if (given) drawn.set(picture, given);
  const { object } = await putObject({ organizationId: owner.organizationId, name: `${id}/input`, bytes });
  const row = {
    id,
    organizationId: owner.organizationId,
    status: "completed" as const,
    trainingEligible: true,
    inputObject: object,
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

  it("leaves out every picture that could show a face as it is: photographs, and whatever is shaded", async () => {
    const photograph = await encodePicture(makeScene("teddy", "gradient").raster, "jpeg");
    // An oval of skin, lit from one side, with two eyes and a mouth.
    const face = drawRaster(256, 256, (x, y) => {
      const [u, v] = [(x - 128) / 70, (y - 128) / 95];
      if (u * u + v * v > 1) return [120, 140, 160, 255];
      if (Math.hypot(Math.abs(u) - 0.38, v + 0.25) < 0.12 || (Math.abs(v - 0.5) < 0.05 && Math.abs(u) < 0.35))
        return [60, 40, 40, 255];
      const light = 0.75 + 0.25 * u - 0.2 * v;
      return [224 * light, 172 * light, 140 * light, 255];
    });
    const logo = await encodePicture(makeLogo(), "jpeg");
    await make("photograph", {}, account, photograph);
    await make("face", {}, account, await encodePicture(face));
    await make("a drawing, as JPEG", {}, account, logo);
    // What the row says was sent, and something else lies there.
    await make("exchanged", {
      inputObject: (
        await putObject({
          organizationId: account.organizationId,
          name: `${newId("generation")}/input`,
          bytes: logo,
        })
      ).object,
    });
    await make("lost", { inputObject: `${account.organizationId}/${newId("generation")}/input` });
    await buildTrainingManifest(staff);
    for (const name of ["photograph", "face", "exchanged", "lost"])
      expect([name, await includes(name)]).toEqual([name, false]);
    expect(await includes("a drawing, as JPEG")).toBe(true);
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
    expect(manifests.map(({ number }) => number)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    expect(new Set(manifests.map(({ salt }) => salt)).size).toBe(8);
  });

  it("proves by neighbours what is not in it: forged and shifted proofs do not pass", async () => {
    for (let n = 0; n < 20; n++) await make(`one of twenty, ${n}`);
    await buildTrainingManifest(staff);
    for (let n = 0; n < 40; n++) expect(await includes(`elsewhere ${n}`)).toBe(false);
    // The manifest's salt is random: what stands between two others, or far from them, is looked for.
    const proofs = await Promise.all(
      Array.from({ length: 40 }, (_, n) => proveTraining(digest(`elsewhere ${n}`))),
    );
    const between = proofs.findIndex(({ steps }) => steps.length === 2);
    const absent = digest(`elsewhere ${between}`);
    const no = proofs[between];
    const twenty = Array.from({ length: 20 }, (_, n) => digest(`one of twenty, ${n}`));
    const placed = await Promise.all(twenty.map((picture) => proveTraining(picture)));
    const far = placed.findIndex(({ steps }) => no.steps.every(({ index }) => index !== steps[0].index));
    const [present, yes] = [twenty[far], placed[far]];
    expect([no.included, checkProof(no, absent)]).toEqual([false, true]);
    expect([yes.included, checkProof(yes, present)]).toEqual([true, true]);
    expect(checkProof({ ...no, included: true }, absent)).toBe(false);
    expect(checkProof({ ...yes, included: false }, present)).toBe(false);
    expect(checkProof(no, present)).toBe(false);
    expect(checkProof(yes, absent)).toBe(false);
    for (const alone of no.steps) expect(checkProof({ ...no, steps: [alone] }, absent)).toBe(false);
    expect(checkProof({ ...no, steps: [] }, absent)).toBe(false);
    const moved = no.steps.map((step) => ({ ...step, index: step.index + 1 }));
    expect(checkProof({ ...no, steps: moved }, absent)).toBe(false);
    expect(checkProof({ ...no, steps: [no.steps[0], yes.steps[0]] }, absent)).toBe(false);
    expect(checkProof({ ...no, steps: [yes.steps[0], no.steps[1]] }, absent)).toBe(false);
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
