import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { db, transaction, type Context } from "@/lib/db";
import { freezeProcessing } from "@/lib/generations/freeze-processing";
import { GenerationSettings } from "@/lib/generations/schema";
import { buildTrainingManifest } from "@/lib/privacy";
import { putObject } from "@/lib/storage";
import { freshDatabase } from "../support/database";
import { drawRaster, encodePicture, makeScene, seededRandom } from "../support/make-pictures";

/**
 * A thousand generations of sixty organizations, drawn by a seed: every mix of what an organization, a project, a person
 * and a request say, of what became of it, and of who changed their mind. What may be in a manifest is said here a second time,
 * in plain words; pictures are shared, so that one's yes meets another's no.
 */
const random = seededRandom(10);
const pick = <T>(...from: T[]): T => from[Math.floor(random() * from.length)];
const rarely = (): boolean => random() < 0.05;
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const staff: Context = {
  actor: { kind: "staff", userId: "usr_staff", role: "privacy" },
  organizationId: "",
  requestId: "req_staff",
};

const drawWords = () => ({
  consent: pick<boolean | null>(null, null, true, true, true, false),
  floor: pick<{ training?: string; mode?: string }>(
    {},
    {},
    { mode: "own" },
    { training: "allow" },
    { training: "deny" },
  ),
});
const drawMind = () => ({
  ...drawWords(),
  project: drawWords(),
  restricted: rarely(),
  frozen: rarely(),
  person: { objects: rarely(), restricted: rarely(), frozen: rarely() },
});
type Mind = ReturnType<typeof drawMind>;
const drawOwner = () => ({
  ...{ organizationId: newId("organization"), userId: newId("user"), projectId: newId("project") },
  ...drawMind(),
});
type Owner = ReturnType<typeof drawOwner>;

interface Sent {
  owner: Owner;
  pictures: string[];
  /** `acme` is an outside party that nobody has registered. */
  wish: { training?: "allow" | "deny"; mode?: "own" | "any"; allow?: string[] };
  endUser: boolean;
  inPortal: boolean;
  /** Whether the key belongs to the owner's project. */
  inProject: boolean;
  test: boolean;
  fate: "kept" | "failed" | "deleted" | "discarded" | "restricted" | "erased";
  /** As the product froze it, or why it refused. */
  frozen: boolean | string;
}

const drawSent = (owners: readonly Owner[], pool: readonly string[]): Sent => ({
  owner: pick(...owners),
  pictures: random() < 0.1 ? [pick(...pool), pick(...pool)] : [pick(...pool)],
  wish: {
    ...pick<Sent["wish"]>(
      {},
      {},
      {},
      { mode: "own" },
      { mode: "any" },
      { allow: ["own", "acme"] },
      { allow: ["acme"] },
    ),
    ...pick<Sent["wish"]>(...Array<Sent["wish"]>(9).fill({ training: "allow" }), { training: "deny" }, {}),
  },
  endUser: random() < 0.15,
  inPortal: random() < 0.4,
  inProject: random() < 0.5,
  test: rarely(),
  fate: pick<Sent["fate"]>(
    ...Array<"kept">(9).fill("kept"),
    "failed",
    "deleted",
    "discarded",
    "restricted",
    "erased",
  ),
  frozen: false,
});

/** Strictest wins: whether any of them says no. */
const ofProject = ({ inPortal, inProject }: Sent) => !inPortal && inProject;
const saysNo = ({ consent, floor, project, restricted, frozen, person }: Mind, sent: Sent) =>
  sent.wish.training !== "allow" ||
  floor.training === "deny" ||
  consent === false ||
  (ofProject(sent) && (project.consent === false || project.floor.training === "deny")) ||
  (sent.endUser && consent !== true) ||
  restricted ||
  frozen ||
  (sent.inPortal && (person.objects || person.restricted || person.frozen));

let owners: Owner[];
let made: Sent[];
const digests = new Map<string, string>();

beforeAll(async () => {
  await freshDatabase();
  owners = Array.from({ length: 60 }, drawOwner);
  const at = new Date();
  await db().user.createMany({
    data: owners.map(({ userId, person }) => ({
      ...{ id: userId, email: `${userId}@example.com`, name: "Mix", passwordHash: "none" },
      ...toPerson(person, at),
    })),
  });
  await db().organization.createMany({
    data: owners.map((each) => ({ id: each.organizationId, name: "Mix", ...toOrganization(each, at) })),
  });
  await db().project.createMany({
    data: owners.map(({ projectId, organizationId, project }) => ({
      ...{ id: projectId, organizationId, name: "Mix", createdAt: at },
      ...toProject(project),
    })),
  });
});

const toProject = ({ consent, floor }: Mind["project"]) => ({ trainingConsent: consent, rules: floor });
const toOrganization = ({ consent, floor, restricted, frozen }: Mind, at: Date) => ({
  ...{ trainingConsent: consent, processingFloor: floor },
  ...{ restrictedAt: restricted ? at : null, frozenAt: frozen ? at : null },
});
const toPerson = ({ objects, restricted, frozen }: Mind["person"], at: Date) => ({
  objections: objects ? ["training"] : [],
  ...{ restrictedAt: restricted ? at : null, frozenAt: frozen ? at : null },
});

async function write(changed: readonly Owner[]): Promise<void> {
  const at = new Date();
  await transaction(undefined, async (tx) => {
    for (const each of changed) {
      await tx.organization.update({ where: { id: each.organizationId }, data: toOrganization(each, at) });
      const project = { id: each.projectId, organizationId: each.organizationId };
      await tx.project.update({ where: project, data: toProject(each.project) });
      await tx.user.update({ where: { id: each.userId }, data: toPerson(each.person, at) });
    }
  });
}

/** Draws a picture, stores it once, and returns where. A twelfth are photographs, which could show a face. */
async function draw(name: string, n: number): Promise<string> {
  const [r, g, b] = createHash("sha256").update(name).digest();
  const inside = (at: number) => at > 8 && at < 24;
  const square = drawRaster(32, 32, (x, y) =>
    inside(x) && inside(y) ? [r, g, b >> 1, 255] : [255, 255, 255, 255],
  );
  const photograph = () => encodePicture(makeScene("teddy", "gradient", 64, n).raster, "jpeg");
  const bytes = await (name.startsWith("photograph") ? photograph() : encodePicture(square));
  digests.set(name, sha256(bytes));
  const { organizationId } = owners[0];
  return (await putObject({ organizationId, name: `mix_${n}/input`, bytes })).object;
}

/** What the product freezes of it, by its own verb, as whoever sends it. */
async function submit(sent: Sent): Promise<boolean | string> {
  const { owner, wish, endUser, inPortal, test } = sent;
  const { organizationId, userId } = owner;
  const projectId = ofProject(sent) ? owner.projectId : null;
  const actor: Context["actor"] = inPortal
    ? { kind: "user", userId, sessionId: "ses_test", role: "owner" }
    : { kind: "key", keyId: "key_test", keyName: "test", test, scopes: ["generate"], projectId };
  const settings = GenerationSettings.parse({
    processing: wish,
    ...(endUser && { end_user_id: "ada@example.com" }),
  });
  return freezeProcessing({ actor, organizationId, requestId: "req_test" }, settings, test).then(
    ({ frozen }) => frozen.trainingEligible,
    ({ code }: { code: string }) => code,
  );
}

function toRow(sent: Sent, objects: Map<string, string>) {
  const { owner, pictures, endUser, inPortal, test, fate, frozen } = sent;
  const at = new Date();
  const [inputObject, ...viewObjects] = pictures.map((name) => objects.get(name)!);
  return {
    ...{
      id: newId("generation"),
      organizationId: owner.organizationId,
      test,
      trainingEligible: frozen === true,
      projectId: ofProject(sent) ? owner.projectId : null,
    },
    ...{ userId: inPortal ? owner.userId : null, endUserHash: endUser ? "someone" : null },
    status: fate === "failed" ? ("failed" as const) : ("completed" as const),
    deletedAt: fate === "deleted" ? at : null,
    discardedAt: fate === "discarded" ? at : null,
    restrictedAt: fate === "restricted" ? at : null,
    inputErasedAt: fate === "erased" ? at : null,
    ...{ inputObject, viewObjects, prompt: "a bust of Ada Lovelace, ada@example.com" },
    digests: {
      input: [
        ...pictures.map((name) => ({ name: "input", sha256: digests.get(name) })),
        { name: "prompt", sha256: sha256(Buffer.from("a bust of Ada Lovelace, ada@example.com")) },
      ],
      results: [],
    },
    ...{ quality: "default", resolution: 256, textured: false, credits: 0, engineRequested: "auto" },
    ...{ formats: ["stl"], sizeMm: 100, sizeAxis: "longest", seed: 0 },
  };
}

/** Which pictures a manifest of now may hold. */
function allowed(): string[] {
  const isNo = (sent: Sent) => sent.frozen !== true || sent.fate === "restricted" || saysNo(sent.owner, sent);
  const no = new Set(made.filter(isNo).flatMap(({ pictures }) => pictures));
  const there = made.filter(({ fate, test }) => fate === "kept" && !test).flatMap(({ pictures }) => pictures);
  return [...new Set(there)].filter((name) => name.startsWith("drawing") && !no.has(name)).sort();
}

/** Which of all pictures the next manifest holds, found by its public rule; and how many entries it has. */
async function build(): Promise<{ held: string[]; size: number }> {
  const { number } = await buildTrainingManifest(staff);
  const { salt, entries, size } = await db().trainingManifest.findUniqueOrThrow({ where: { number } });
  const all = new Set(Buffer.from(entries).toString("hex").match(/.{64}/g));
  const isIn = (hash: string) => all.has(sha256(Buffer.from(salt + hash, "hex")));
  return {
    held: [...digests]
      .filter(([, hash]) => isIn(hash))
      .map(([name]) => name)
      .sort(),
    size,
  };
}

describe("row 10: 1,000 mixed generations", () => {
  it("are frozen as the strictest of organization, project, person and request says", async () => {
    const pool = Array.from({ length: 300 }, (_, n) => (n % 12 === 0 ? `photograph ${n}` : `drawing ${n}`));
    const objects = new Map<string, string>();
    for (const [n, name] of pool.entries()) objects.set(name, await draw(name, n));
    const sent = Array.from({ length: 1000 }, () => drawSent(owners, pool));
    const frozen = await Promise.all(sent.map(submit));
    for (const [n, each] of sent.entries()) each.frozen = frozen[n];
    const expected = sent.map(({ owner, wish, inPortal }, at) => {
      const { restricted, frozen, person } = owner;
      const withheld = restricted || frozen || (inPortal && (person.restricted || person.frozen));
      if (withheld) return "processing_restricted";
      return wish.allow?.join() === "acme" ? "no_eligible_processor" : !saysNo(owner, sent[at]);
    });
    expect(sent.map(({ frozen }) => frozen)).toEqual(expected);
    made = sent.filter(({ frozen }) => typeof frozen === "boolean");
    await db().generation.createMany({ data: made.map((each) => toRow(each, objects)) });
    // None of these would prove anything of an empty or one-sided draw.
    expect(made.filter(({ frozen }) => frozen).length).toBeGreaterThan(150);
    expect(made.filter(({ frozen }) => !frozen).length).toBeGreaterThan(150);
  });

  it("are in a manifest where nobody who sent the picture said no, and nowhere else", async () => {
    const { held, size } = await build();
    expect(held.length).toBeGreaterThan(15);
    expect(held).toEqual(allowed());
    // Nothing but those pictures: no prompt, no photograph, nothing that leads back to somebody.
    expect(size).toBe(held.length);
  });

  it("leave the next one when somebody says no later, and come back only where they were allowed when they were sent", async () => {
    const before = allowed();
    const changed = owners.filter(() => random() < 0.4);
    for (const owner of changed) Object.assign(owner, drawMind());
    await write(changed);
    const { held, size } = await build();
    expect(held).toEqual(allowed());
    expect(size).toBe(held.length);
    const gone = before.filter((name) => !held.includes(name));
    expect(gone.length).toBeGreaterThan(3);
    const frozenNo = new Set(made.filter(({ frozen }) => !frozen).flatMap(({ pictures }) => pictures));
    expect(held.filter((name) => frozenNo.has(name))).toEqual([]);
  });

  it("cannot be traced from a manifest: it keeps a salt, a root and digests, and no pseudonym that a key could undo", async () => {
    const columns = await db().$queryRaw<{ name: string }[]>`
      SELECT column_name AS name FROM information_schema.columns
      WHERE table_name = 'training_manifests' ORDER BY column_name`;
    expect(columns.map(({ name }) => name)).toEqual([
      "created_at",
      "entries",
      "number",
      "root",
      "salt",
      "size",
    ]);
    const rows = await db().$queryRaw<
      { text: string }[]
    >`SELECT row_to_json(m)::text AS text FROM training_manifests m`;
    const text = rows.map((row) => row.text).join();
    for (const { organizationId, userId } of owners) {
      expect(text).not.toContain(organizationId);
      expect(text).not.toContain(userId);
    }
  });
});
