import { createHash } from "node:crypto";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { refuseProcessor, setProcessingFloor } from "@/lib/accounts";
import { personalRooms } from "@/lib/api/personal-data/rooms";
import { clock } from "@/lib/core/clock";
import { overrideEnv } from "@/lib/core/env";
import { getBalance } from "@/lib/credits";
import { db, transaction, type Context } from "@/lib/db";
import { closeEngines, configureEngines, engineProviders, providersOf } from "@/lib/engines";
import {
  createGeneration,
  deleteGeneration,
  eraseEndUser,
  getGeneration,
  hashEndUser,
  listOutsideEngines,
  listUndeleted,
  noteDeletedByHand,
} from "@/lib/generations";
import { generationJobs } from "@/lib/generations/jobs";
import { pauses } from "@/lib/generations/outside/run-outside";
import { resolveProcessing } from "@/lib/generations/resolve-processing";
import { GenerationSettings, type GenerationRequest } from "@/lib/generations/schema";
import { confirmErasure, getReceipt, listProcessors, openPrivacyRequest } from "@/lib/privacy";
import { runPrivacyRequest } from "@/lib/privacy/own-requests/run-privacy-request";
import { checkBooks } from "@/lib/run/invariants";
import { readObject } from "@/lib/storage";
import { buildEngineThread } from "../support/build-engine-thread";
import { findMeshFaults } from "../support/check-closed-mesh";
import { freshDatabase } from "../support/database";
import { declare, fakeProvider, pictureIn, type FakeProvider } from "../support/fake-provider";
import { makeAccount, type TestAccount } from "../support/make-account";
import { readStl } from "../support/read-stl";

/** Outside engines, with servers of this machine that misbehave as real ones do; numbers are the rows of the policy's table. */

const CANARY = "canary-7f3a";
let account: TestAccount;
let photo: Uint8Array;

beforeAll(async () => {
  await freshDatabase();
  configureEngines({ file: await buildEngineThread("outside"), size: 1 });
  photo = await sharp({ create: { width: 96, height: 96, channels: 3, background: "#eee" } })
    .composite([
      { input: { create: { width: 40, height: 40, channels: 3, background: "#a33" } }, left: 28, top: 28 },
    ])
    .jpeg()
    .withExif({ IFD0: { Artist: CANARY, Copyright: `${CANARY}@mail.example` } })
    .toBuffer();
  pauses.betweenRoundsMs = 1;
});
afterAll(closeEngines);

const staff: Context = {
  ...{ actor: { kind: "staff", userId: "usr_staff", role: "privacy" }, organizationId: "" },
  requestId: "req_staff",
};

const submit = (request: GenerationRequest = {}, ctx = account.ctx) =>
  createGeneration(ctx, {
    settings: GenerationSettings.parse({ engine: "generative", ...request }),
    image: photo,
  });
const job = { attempt: 1, maxAttempts: 3, jobId: "1", signal: new AbortController().signal };
const run = (generationId: string) => generationJobs["generation.run"]({ generationId }, job);
const transfersOf = (generationId: string) =>
  db().outboundTransfer.findMany({ where: { generationId }, orderBy: { sentAt: "asc" } });
const settle = async (generationId: string) => {
  for (const { id: transferId } of await transfersOf(generationId))
    await generationJobs["generation.settle_transfer"]({ transferId }, job);
};
async function make(request: GenerationRequest = {}) {
  const { id } = await submit(request);
  await run(id);
  return getGeneration(account.ctx, id);
}
/** Refused before anything: no row, no charge, and nobody was asked. */
async function refused(request: GenerationRequest, ctx = account.ctx) {
  const [rows, balance] = [await db().generation.count(), await getBalance(account.organizationId)];
  const error = await submit(request, ctx).catch((thrown: Error) => thrown);
  expect([await db().generation.count(), await getBalance(account.organizationId)]).toEqual([rows, balance]);
  return error;
}

describe("row 14: who got it is who the answer names", () => {
  it("for dozens of jobs under mixed rules: each capture is the response's provider, with pixels alone", async () => {
    account = await makeAccount({ credits: 1000 });
    const nim = { protocol: "trellis-nim" as const, keeps_nothing: true, country: "US" };
    const fakes = [
      await fakeProvider("alpha"),
      await fakeProvider("beta", {}, nim),
      await fakeProvider("broken", { makes: "404" }, { country: "GB" }),
      await fakeProvider("gamma", { makes: "open model" }, { country: "FR" }),
      await fakeProvider("trainer", {}, { trains: true }),
    ];
    declare(...fakes);
    const wishes: [GenerationRequest["processing"], string, string[]][] = [
      [{}, "alpha", ["alpha"]],
      [{ deny: ["alpha"] }, "beta", ["beta"]],
      [{ retention: "zero" }, "beta", ["beta"]],
      [{ region: "FR" }, "gamma", ["gamma"]],
      [{ region: "EU", deny: ["alpha"] }, "gamma", ["gamma"]],
      [{ allow: ["broken", "gamma"] }, "gamma", ["gamma", "broken"]],
      [{ allow: ["trainer"], training: "allow" }, "trainer", ["trainer"]],
    ];
    const seen = () => fakes.map((fake) => fake.pictures().length);
    for (let n = 0; n < 28; n++) {
      const [processing, provider, got] = wishes[n % wishes.length];
      const before = seen();
      const { id, processing: told, status } = await make({ processing });
      const receivers = fakes.filter((fake, at) => fake.pictures().length > before[at]);
      expect([status, told.provider, receivers.map(({ declared }) => declared.name).sort()]).toEqual([
        ...["completed", provider],
        told.recipients.map((one) => one.provider).sort(),
      ]);
      expect(told.recipients.map((one) => one.provider).sort()).toEqual([...got].sort());
      const maker = fakes.find(({ declared }) => declared.name === provider)!.declared;
      expect(told).toMatchObject({
        ...{ own: false, country: maker.country, trains: maker.trains, dpa: "2026-11-01" },
        provider_retention: maker.retention,
      });
      const { receipt } = await getReceipt(account.ctx, id);
      expect(receipt.processed_by).toMatchObject({ name: provider, engine: "generative" });
      expect(receipt.left_the_machine.map((one) => one.provider).sort()).toEqual([...got].sort());
      for (const fake of receivers) {
        const { body } = fake.pictures().at(-1)!;
        const sent = receipt.left_the_machine.find((one) => one.provider === fake.declared.name)!;
        const picture = pictureIn(body);
        expect([sent.origin, sent.size_bytes]).toEqual([fake.declared.url, picture.length]);
        expect(createHash("sha256").update(picture).digest("hex")).toBe(sent.sha256);
      }
    }
    // Row 16: pixels and nothing else; no name of ours, of theirs, or of the file.
    for (const { path, headers, body } of fakes.flatMap((fake) => fake.seen)) {
      const text = `${path} ${JSON.stringify(headers)} ${body.toString("latin1")}`;
      for (const word of [
        CANARY,
        account.organizationId,
        account.userId,
        account.email,
        "gen_",
        "Exif",
        "eXIf",
      ])
        expect(text).not.toContain(word);
    }
    const { exif, icc, xmp, format } = await sharp(pictureIn(fakes[0].pictures()[0].body)).metadata();
    expect([exif, icc, xmp, format]).toEqual([undefined, undefined, undefined, "png"]);
    // The register says the same of each, in the order in which they are asked.
    expect(listProcessors().data.map(({ name }) => name)).toEqual(fakes.map(({ declared }) => declared.name));
  });

  it("hands out what came back closed, in millimetres and reported as any model of our own", async () => {
    account = await makeAccount();
    declare(await fakeProvider("gamma", { makes: "open model" }));
    const made = await make({
      size_mm: 60,
      size_axis: "z",
      print: { base: "disc" },
      formats: ["stl", "3mf"],
    });
    expect(made).toMatchObject({
      ...{ status: "completed", engine: "generative", credits_used: 4 },
      engine_reason: "Asked for by name; gamma made it.",
      report: { watertight: true, manifold: true, parts: 1 },
    });
    expect(made.notes.join(" ")).toContain("Its surface was mended: 1 holes were filled");
    expect([made.files.length, made.preview_url !== null, made.thumbnail_url !== null]).toEqual([
      2,
      true,
      true,
    ]);
    const file = await db().generationFile.findFirstOrThrow({
      where: { generationId: made.id, format: "stl" },
    });
    const mesh = readStl(await readObject(file.object));
    expect(findMeshFaults(mesh)).toEqual([]);
    const heights = Array.from(mesh.positions).filter((_, i) => i % 3 === 2);
    expect(Math.max(...heights) - Math.min(...heights)).toBeCloseTo(60, 3);
  });
});

describe("row 15: nobody but whom the rules let", () => {
  it("own × 1,000: whatever else is wished and whoever is declared, nobody outside is eligible", async () => {
    const fakes = [await fakeProvider("alpha"), await fakeProvider("beta", {}, { country: "FR" })];
    declare(...fakes);
    const pick = <T>(n: number, ...values: T[]): T => values[n % values.length];
    let refusals = 0;
    for (let n = 0; n < 1000; n++) {
      const wish = {
        mode: "own" as const,
        allow: pick(n, undefined, ["alpha"], ["alpha", "own"], ["beta", "own"]),
        deny: pick(n >> 2, undefined, ["alpha"], ["own"]),
        training: pick(n >> 3, undefined, "allow" as const),
        retention: pick(n >> 4, undefined, "zero" as const),
      };
      const [one, other] = n % 2 ? [wish, {}] : [{ ...wish, mode: "any" as const }, wish];
      const engine = pick(n >> 1, "generative", "auto", "figure", "hull");
      for (const providers of [providersOf(engine), engineProviders().filter(({ own }) => !own)])
        try {
          const rules = resolveProcessing(one, other, { test: false, providers });
          expect([rules.mode, providers.every(({ own }) => own)]).toEqual(["own", true]);
        } catch (error) {
          refusals++;
          expect(error).toMatchObject({ code: "no_eligible_processor" });
        }
    }
    expect(refusals).toBeGreaterThan(1000);
    account = await makeAccount();
    await refused({ processing: { mode: "own" } });
    expect(fakes.flatMap((fake) => fake.seen)).toEqual([]);
  });

  it("refuses before anything is charged: mode, deny, region, training, zero retention, test keys, nobody declared", async () => {
    account = await makeAccount();
    const fake = await fakeProvider("alpha", {}, { country: "US", trains: true });
    declare(fake);
    const no = { code: "no_eligible_processor" };
    for (const processing of [
      { mode: "own" as const },
      { deny: ["alpha"], training: "allow" as const },
      { region: "EU", training: "allow" as const },
      { retention: "zero" as const, training: "allow" as const },
      // Who trains is left out unless the caller says otherwise.
      {},
    ])
      expect(await refused({ processing })).toMatchObject(no);
    expect(await refused({ processing: { training: "allow" } }, account.asKey(true))).toMatchObject(no);
    expect(await listOutsideEngines(account.ctx)).toEqual([]);
    overrideEnv({ engineProviders: [] });
    expect(await refused({})).toMatchObject({
      ...no,
      message: expect.stringContaining("no outside engine"),
    });
    expect(fake.seen).toEqual([]);
  });

  it("never goes outside by itself: auto stays here, whoever is declared", async () => {
    account = await makeAccount();
    const fake = await fakeProvider("alpha");
    declare(fake);
    const { id } = await createGeneration(account.ctx, {
      settings: GenerationSettings.parse({ prompt: "a cube" }),
    });
    await run(id);
    const made = await getGeneration(account.ctx, id);
    expect([made.status, made.engine]).toEqual(["completed", "parametric"]);
    expect(made.processing).toMatchObject({ own: true, provider: "own", recipients: [] });
    expect((await getReceipt(account.ctx, made.id)).receipt.left_the_machine).toEqual([]);
    expect([await refused({ engine: "auto", processing: { allow: ["alpha"] } }), fake.seen]).toMatchObject([
      { code: "no_eligible_processor" },
      [],
    ]);
  });

  it("an allowed provider that was killed fails the job uncharged, and a denied one never hears of it", async () => {
    account = await makeAccount({ credits: 10 });
    const [allowed, denied] = [await fakeProvider("allowed"), await fakeProvider("denied")];
    declare(allowed, denied);
    const { id } = await submit({ processing: { deny: ["denied"] } });
    expect(await getBalance(account.organizationId)).toBe(6);
    await allowed.kill();
    await run(id);
    const failed = await getGeneration(account.ctx, id);
    expect(failed).toMatchObject({ status: "failed", credits_used: 0, error: { code: "engine_failed" } });
    // Nothing had left: nobody is named, and nothing is to be deleted.
    expect([failed.processing.recipients, denied.seen]).toEqual([[], []]);
    expect(await getBalance(account.organizationId)).toBe(10);
    expect((await checkBooks()).filter(({ ok }) => !ok)).toEqual([]);
  });

  it("hears a denial that came after the submission: by the organization, by its objection, by the notice of 30 days", async () => {
    const fake = await fakeProvider("alpha");
    declare(fake);
    const now = clock.now();
    const floor = (rules: { mode?: "own"; deny?: string[] }) => (id: string) =>
      transaction(undefined, (tx) => setProcessingFloor(tx, id, rules));
    const refuse = (changeId: string, untilAt: Date | null, everybody: boolean) => (id: string) =>
      transaction(undefined, (tx) =>
        refuseProcessor(tx, {
          ...{ changeId, organizationId: everybody ? "" : id, processor: "alpha", fromAt: now, untilAt },
        }),
      );
    const inThirtyDays = new Date(now.getTime() + 30 * 86_400_000);
    const denials = [
      ...[floor({ mode: "own" }), floor({ deny: ["alpha"] })],
      ...[refuse("pch_objected", null, false), refuse("pch_announced", inThirtyDays, true)],
    ];
    for (const deny of denials) {
      account = await makeAccount({ credits: 10 });
      const { id } = await submit();
      await deny(account.organizationId);
      await run(id);
      expect(await getGeneration(account.ctx, id)).toMatchObject({
        ...{ status: "failed", credits_used: 0, error: { code: "no_eligible_processor" } },
      });
      expect(await refused({})).toMatchObject({ code: "no_eligible_processor" });
      expect(await getBalance(account.organizationId)).toBe(10);
    }
    expect(fake.seen).toEqual([]);
    await db().processorRefusal.deleteMany({ where: { organizationId: "" } });
  });
});

describe("row 16: what was sent is deleted there", () => {
  it("after each try, the failed ones as well: deleted within five minutes, with a receipt", async () => {
    account = await makeAccount();
    // Longer than five minutes: what is planned for a killed worker alone would come too late.
    const junk = await fakeProvider("junk", { makes: "junk" }, { timeout_seconds: 600 });
    const good = await fakeProvider("good", {}, { timeout_seconds: 600 });
    declare(junk, good);
    const { id } = await make();
    const planned = await db().$queryRaw<{ late: number }[]>`
      SELECT extract(epoch FROM job.run_at - transfer.ended_at)::float8 AS late
      FROM graphile_worker.jobs AS job
        JOIN outbound_transfers AS transfer ON job.key = 'generation.settle_transfer:' || transfer.id
      WHERE transfer.generation_id = ${id}`;
    expect([planned.length, planned.every(({ late }) => late <= 300)]).toEqual([2, true]);
    expect([junk.keeps().length, good.keeps().length]).toEqual([2, 2]);
    await settle(id);
    expect([junk.keeps(), good.keeps()]).toEqual([[], []]);
    const rows = await transfersOf(id);
    expect(rows.map(({ provider, outcome }) => [provider, outcome])).toEqual([
      ["junk", "failed"],
      ["good", "made"],
    ]);
    const { receipt } = await getReceipt(account.ctx, id);
    for (const { deleted_there_at: at, deletion_receipt: said } of receipt.left_the_machine)
      expect([Date.parse(at!) > 0, said]).toEqual([
        true,
        expect.stringMatching(/"what":"picture".*"what":"model".*"what":"job"/),
      ]);
    const asked = good.deletions().length;
    await settle(id);
    expect(good.deletions().length).toBe(asked);
  });

  it("a late success of a try that was given up is deleted there, once it is there", async () => {
    account = await makeAccount();
    const slow = await fakeProvider("slow", { makes: "hangs" }, { timeout_seconds: 1 });
    const quick = await fakeProvider("quick");
    declare(slow, quick);
    const made = await make();
    expect(made).toMatchObject({ status: "completed", processing: { provider: "quick" } });
    await settle(made.id);
    // The picture is gone at once; the model is not made yet.
    expect(slow.keeps()).toEqual([expect.stringMatching(/^job-/)]);
    slow.finishLate();
    await settle(made.id);
    expect(slow.keeps()).toEqual([]);
    expect((await transfersOf(made.id)).every(({ deletedAt }) => deletedAt !== null)).toBe(true);
  });

  it("one that refuses is asked again, and who is on call is told until it has", async () => {
    account = await makeAccount();
    const fake = await fakeProvider("stubborn", { deletes: "refuses" });
    declare(fake);
    const { id } = await make();
    const alerts = () => db().alert.findMany({ where: { subject: "transfer:stubborn", endedAt: null } });
    await settle(id);
    expect([(await alerts()).length, fake.keeps().length]).toEqual([1, 2]);
    const [{ deletionError, deletedAt }] = await transfersOf(id);
    expect([deletionError, deletedAt]).toEqual([expect.stringContaining("403"), null]);
    const receipt = async () => (await getReceipt(account.ctx, id)).receipt.left_the_machine[0];
    expect(await listUndeleted(staff)).toMatchObject([{ provider: "stubborn" }]);
    await expect(listUndeleted(account.ctx)).rejects.toMatchObject({ code: "not_found" });
    expect(await receipt()).toMatchObject({ deleted_there_at: null, deletion_receipt: null });
    fake.behaviour.deletes = "yes";
    await settle(id);
    expect([await alerts(), fake.keeps(), (await receipt()).deleted_there_at]).toEqual([
      [],
      [],
      expect.any(String),
    ]);

    // Or somebody has its word for it that it was done by hand.
    fake.behaviour.deletes = "refuses";
    const other = await make();
    await settle(other.id);
    const [{ id: transfer }] = await transfersOf(other.id);
    await noteDeletedByHand(staff, { id: transfer, note: "As they wrote" });
    const [noted] = await transfersOf(other.id);
    expect([noted.deletionReceipt, await alerts()]).toEqual([{ by_hand: "As they wrote" }, []]);
    await expect(noteDeletedByHand(staff, { id: transfer, note: "x" })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("a try whose worker was killed is deleted there too, by the job that was planned before it began", async () => {
    account = await makeAccount();
    const fake = await fakeProvider("alpha");
    declare(fake);
    const { id } = await make();
    await db().outboundTransfer.updateMany({ where: { generationId: id }, data: { endedAt: null } });
    await settle(id);
    expect(fake.keeps()).toHaveLength(2);
    await settle(id);
    expect(fake.keeps()).toEqual([]);
  });

  it("nothing is written down without an agreement and a ground, whoever writes", async () => {
    account = await makeAccount();
    declare(await fakeProvider("alpha"));
    const { id } = await make();
    const [row] = await transfersOf(id);
    for (const field of ["dpa", "country", "transfer_mechanism"])
      await expect(
        db().outboundTransfer.update({
          where: { id: row.id },
          data: { terms: { ...(row.terms as object), [field]: null } },
        }),
      ).rejects.toThrow();
  });
});

describe("row 54: who was sent something is told of its erasure, once", () => {
  /** What went outside, deleted there as promised; then only an erasure speaks with them again. */
  async function sent(request: GenerationRequest, ...fakes: FakeProvider[]) {
    const { id } = await make(request);
    await settle(id);
    const before = fakes.map((fake) => fake.deletions().length);
    return { id, told: () => fakes.map((fake, at) => fake.deletions().length - before[at]) };
  }

  it("of a person: a refusal leaves the request partial, and nobody is told twice", async () => {
    account = await makeAccount();
    const [first, second] = [await fakeProvider("first", { makes: "junk" }), await fakeProvider("second")];
    declare(first, second);
    const { id, told } = await sent({}, first, second);
    const { id: requestId } = await openPrivacyRequest(account.ctx, { type: "erasure" });
    await confirmErasure(account.ctx, { id: requestId, password: account.password });
    const realNow = clock.now;
    onTestFinished(() => void (clock.now = realNow));
    const later = (hours: number) => (clock.now = () => new Date(realNow().getTime() + hours * 3_600_000));
    const erase = async (hours: number) => {
      later(hours);
      const conductor = { rooms: personalRooms, keptFor: () => "" };
      await runPrivacyRequest(requestId, conductor, job.signal);
      return (await db().privacyRequest.findUniqueOrThrow({ where: { id: requestId } })).status;
    };
    second.behaviour.deletes = "refuses";
    expect(await erase(73)).toBe("partial");
    const left = await transfersOf(id);
    expect(left.map(({ provider, erasureToldAt }) => [provider, erasureToldAt !== null])).toEqual([
      ["first", true],
      ["second", false],
    ]);
    second.behaviour.deletes = "yes";
    expect(await erase(75)).toBe("completed");
    // The one that took it was told once; the one that refused was asked until it did.
    expect([told(), await transfersOf(id)]).toEqual([[1, 2], []]);
    await erase(77);
    expect(told()).toEqual([1, 2]);
  });

  it("of one end user of three: theirs alone, also where the provider must be asked again", async () => {
    account = await makeAccount();
    const fake = await fakeProvider("alpha");
    declare(fake);
    const made: { id: string }[] = [];
    for (const end_user_id of ["c-1", "c-2", "c-3"]) made.push(await sent({ end_user_id }, fake));
    const { organizationId } = account;
    const scope = { organizationId, hash: await hashEndUser(organizationId, "c-2"), test: false };
    const erase = async () => {
      for await (const id of eraseEndUser(scope)) expect(id).toBe(made[1].id);
    };
    fake.behaviour.deletes = "refuses";
    await expect(erase()).rejects.toThrow("Not erased yet at alpha");
    // All else is done: what is ours is gone.
    const row = await db().generation.findUniqueOrThrow({ where: { id: made[1].id } });
    expect([row.inputObject, row.prompt, row.endUserSealed]).toEqual([null, null, null]);
    fake.behaviour.deletes = "yes";
    const before = fake.deletions().length;
    await erase();
    await erase();
    expect(fake.deletions().length - before).toBe(1);
    const states = await Promise.all(made.map(({ id }) => transfersOf(id)));
    expect(states.map(([one]) => [one.erasureToldAt !== null, one.sha256 === ""])).toEqual([
      [false, false],
      [true, true],
      [false, false],
    ]);
  });

  it("of a single model that was deleted: by a job", async () => {
    account = await makeAccount();
    const fake = await fakeProvider("alpha");
    declare(fake);
    const { id, told } = await sent({}, fake);
    await deleteGeneration(account.ctx, id);
    await generationJobs["generation.purge"]({ generationId: id }, job);
    await settle(id);
    await settle(id);
    expect([told(), (await transfersOf(id))[0].erasureToldAt !== null]).toEqual([[1], true]);
    const { receipt } = await getReceipt(account.ctx, id);
    expect(receipt.left_the_machine[0].deleted_there_at).not.toBeNull();
  });
});
