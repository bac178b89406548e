import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { build } from "esbuild";
import { afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { clock } from "@/lib/core/clock";
import { overrideEnv } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { copyToBucket, inspectStorage } from "@/lib/storage";
import { LocalDisk } from "@/lib/storage/local-disk";
import { S3Bucket } from "@/lib/storage/s3-bucket";
import { PART_BYTES } from "@/lib/storage/s3-upload";
import { keepRules, sweepPassing } from "@/lib/storage/passing-objects";
import { startS3StandIn, type S3StandIn } from "../support/s3-stand-in";
import { root } from "../support/source-files";

/** Against a server that checks signatures and answers, refuses and breaks off as S3 does. */

let standIn: S3StandIn;
let bucket: S3Bucket;
const realNow = clock.now;
beforeEach(async () => {
  standIn = await startS3StandIn({ pageSize: 2 });
  overrideEnv({ s3: standIn.settings, logLevel: "silent" });
  bucket = new S3Bucket(standIn.settings);
});
afterEach(async () => {
  clock.now = realNow;
  overrideEnv({ s3: undefined });
  await standIn.close();
});
const daysOn = (days: number) => (clock.now = () => new Date(realNow().getTime() + days * 86_400_000));

const unavailable = { code: "storage_unavailable", details: { retryAfterSeconds: 30 } };
const small = Buffer.from("a small object");
const large = randomBytes(2 * PART_BYTES + 5);
const is = (wanted: string) => (asked: string) => asked === wanted;
const inPieces = (bytes: Buffer) => [bytes.subarray(0, 1000), bytes.subarray(1000)];

async function read(name: string, start: number, end: number): Promise<Buffer> {
  const stream = await bucket.open(name, start, end);
  return Buffer.concat(await stream!.toArray());
}
const names = async (list: AsyncIterable<{ name: string }>) => {
  const found: string[] = [];
  for await (const { name } of list) found.push(name);
  return found.sort();
};

describe("what goes wrong for a moment", () => {
  it.each([
    ["PUT object", { code: "SlowDown", status: 503 }],
    ["PUT object", "done, then silence"],
    ["HEAD object", { code: "InternalError", status: 500 }],
    ["GET object", { code: "InternalError", status: 500 }],
  ] as const)("at %s (%j) is tried again, and nobody hears of it", async (asked, fault) => {
    standIn.fail(is(asked), fault);
    await bucket.put("org_a/x", [small]);
    expect(await bucket.head("org_a/x")).toEqual({ sizeBytes: small.length });
    expect((await read("org_a/x", 0, small.length)).equals(small)).toBe(true);
    expect(standIn.asked.filter(is(asked))).toHaveLength(2);
  });

  it("in the middle of what is read is taken up where it broke off", async () => {
    await bucket.put("org_a/x", [large]);
    standIn.fail(is("GET object"), "cut", 2);
    expect((await read("org_a/x", 7, large.length)).equals(large.subarray(7))).toBe(true);
    expect(standIn.asked.filter(is("GET object"))).toHaveLength(3);
  });

  it.each(["done, then silence", "error in a 200"] as const)(
    "while an upload is completed (%s) leaves it whole",
    async (fault) => {
      standIn.fail(is("POST ?uploadId"), fault);
      await bucket.put("org_a/x", inPieces(large));
      expect((await read("org_a/x", 0, large.length)).equals(large)).toBe(true);
      expect(standIn.bucket.unfinished.size).toBe(0);
    },
  );
});

describe("what goes wrong for long", () => {
  const broken = { code: "InternalError", status: 500 } as const;

  it.each([
    ["PUT object", small],
    ["POST ?uploads", large],
    ["PUT ?partNumber", large],
    ["POST ?uploadId", large],
  ])("at %s leaves nothing of the object", async (asked, bytes) => {
    standIn.fail(is(asked), broken, 100);
    await expect(bucket.put("org_a/x", inPieces(bytes))).rejects.toMatchObject(unavailable);
    expect([standIn.bucket.objects.size, standIn.bucket.unfinished.size]).toEqual([0, 0]);
  });

  it("is an error to a reader, before or in the middle, and never other bytes", async () => {
    await bucket.put("org_a/x", [large]);
    standIn.fail(is("GET object"), "cut", 100);
    await expect(read("org_a/x", 0, large.length)).rejects.toMatchObject(unavailable);
    standIn.fail(is("HEAD object"), broken, 100);
    await expect(bucket.head("org_a/x")).rejects.toMatchObject(unavailable);
  });

  it("is an error to a reader whose object goes meanwhile", async () => {
    await bucket.put("org_a/x", [large]);
    standIn.fail(is("GET object"), "cut");
    const stream = await bucket.open("org_a/x", 0, large.length);
    await bucket.remove("org_a/x");
    await expect(stream!.toArray()).rejects.toMatchObject(unavailable);
  });

  it.each([
    ["another secret", { secretAccessKey: "another/secret" }],
    ["another key's id", { accessKeyId: "AKIDANOTHER" }],
    ["another region", { region: "eu-test-2" }],
    ["a bucket that is not there", { bucket: "nowhere" }],
  ])("such as %s is refused, and what is kept of the refusal names no key", async (_name, wrong) => {
    const settings = { ...standIn.settings, ...wrong };
    const error = await new S3Bucket(settings).put("org_a/x", [small]).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject(unavailable);
    const { cause } = error as { cause: Error };
    expect(cause.message).toMatch(/^the bucket failed: \w+: .+ \(HTTP 40[0-9]\)$/);
    const told = JSON.stringify([cause, { ...cause }, cause.message, cause.stack, cause.cause]);
    for (const secret of [settings.secretAccessKey, settings.accessKeyId, "AKIDSTANDIN"])
      expect(told).not.toContain(secret);
    expect(standIn.bucket.objects.size).toBe(0);
  });

  it("such as nobody there is said as well", async () => {
    await standIn.close();
    await expect(bucket.put("org_a/x", [small])).rejects.toMatchObject(unavailable);
  });
});

describe("a bucket", () => {
  it("lists in pages what is ours, and removes what lies under a folder, of what passes as well", async () => {
    const mine = ["org_a/gen_1/a", "org_a/gen_1/b", "org_a/gen_1/passing/c", "org_a/gen_1/passing/d"];
    const others = ["org_a/gen_12/e", "org_a/gen_12/passing/f", "org_ab/gen_1/g"];
    for (const name of [...mine, ...others]) await bucket.put(name, [small]);
    standIn.bucket.put("readme.txt", small);
    standIn.bucket.put("passing/org_a/not-passing", small);
    expect(await names(bucket.list())).toEqual([...mine, ...others].sort());
    expect(await names(bucket.listPassing())).toEqual([mine[2], mine[3], others[1]]);
    await bucket.removeAll("org_a/gen_1");
    expect(await names(bucket.list())).toEqual([...others].sort());
    await bucket.removeAll("org_a");
    expect(await names(bucket.list())).toEqual(["org_ab/gen_1/g"]);
    await bucket.remove("org_ab/gen_1/g");
    await bucket.remove("org_ab/gen_1/g");
    expect([...standIn.bucket.objects.keys()]).toEqual(["readme.txt", "passing/org_a/not-passing"]);
  });

  it("says of what is not there that it is not, and of a range behind the end that it is empty", async () => {
    expect([await bucket.head("org_a/x"), await bucket.open("org_a/x", 0, 10)]).toEqual([null, null]);
    await bucket.put("org_a/x", []);
    expect((await read("org_a/x", 0, 10)).length).toBe(0);
    expect(await bucket.head("org_a/x")).toEqual({ sizeBytes: 0 });
  });

  it("lets go of what nobody reads to its end", async () => {
    await bucket.put("org_a/x", [large]);
    const unread = await bucket.open("org_a/x", 0, large.length);
    unread!.destroy();
    const begun = await bucket.open("org_a/x", 0, large.length);
    for await (const part of begun!) {
      expect((part as Buffer).length).toBeGreaterThan(0);
      break;
    }
    expect([unread!.destroyed, begun!.destroyed]).toEqual([true, true]);
    expect(await bucket.head("org_a/x")).toEqual({ sizeBytes: large.length });
  });
});

describe("row 26: a writer that is killed in the middle of an upload", () => {
  let file: string;
  beforeAll(async () => {
    file = path.join(root, "dist/tests/upload-without-end.mjs");
    await build({
      absWorkingDir: root,
      entryPoints: ["tests/support/upload-without-end.ts"],
      outfile: file,
      ...{ bundle: true, packages: "external", platform: "node", format: "esm", target: "node20" },
    });
  });

  async function beginAndKill() {
    const child = spawn(process.execPath, [file, JSON.stringify(standIn.settings), "org_a/gen_1/model"], {
      stdio: "ignore",
    });
    const ended = once(child, "exit");
    const arrived = () => [...standIn.bucket.unfinished.values()].some(({ parts }) => parts.size > 0);
    await vi.waitUntil(() => arrived() || child.exitCode !== null, 60_000);
    child.kill("SIGKILL");
    expect((await ended)[1]).toBe("SIGKILL");
  }

  it("leaves nothing that can be read, and the bucket's own rule takes it away", async () => {
    await keepRules();
    await beginAndKill();
    expect([await bucket.head("org_a/gen_1/model"), await names(bucket.list())]).toEqual([null, []]);
    daysOn(0.9);
    standIn.bucket.carryOutRules();
    expect(standIn.bucket.unfinished.size).toBe(1);
    daysOn(2);
    standIn.bucket.carryOutRules();
    expect([standIn.bucket.unfinished.size, standIn.bucket.objects.size]).toEqual([0, 0]);
  });

  it("leaves it to the software's own sweeper where the bucket takes no rule", async () => {
    standIn.refuseRules = true;
    await keepRules();
    for (let n = 0; n < 3; n++) standIn.bucket.begin(`org_a/gen_${n}/model`);
    daysOn(0.9);
    expect([await sweepPassing(), standIn.bucket.unfinished.size]).toEqual([0, 3]);
    daysOn(1.1);
    expect([await sweepPassing(), standIn.bucket.unfinished.size]).toEqual([0, 0]);
  });
});

describe("row 26: the bucket's rules", () => {
  const rule = (id: string, inner: string) =>
    `<ID>${id}</ID><Status>Enabled</Status><Filter><Prefix>logs/</Prefix></Filter><Expiration>${inner}</Expiration>`;

  it("are put once, beside those of others, and again where somebody took one away", async () => {
    const puts = () => standIn.asked.filter(is("PUT ?lifecycle")).length;
    await keepRules();
    await keepRules();
    expect(puts()).toBe(1);
    const theirs = { id: "theirs", enabled: true, prefix: "logs/", days: 3, abortAfterDays: undefined };
    standIn.bucket.rules = [{ ...theirs, xml: `<Rule>${rule("theirs", "<Days>3</Days>")}</Rule>` }];
    await keepRules();
    expect(puts()).toBe(2);
    expect(
      standIn.bucket.rules.map(({ id, enabled, prefix, days, abortAfterDays }) => [
        id,
        enabled,
        prefix,
        days,
        abortAfterDays,
      ]),
    ).toEqual([
      ["theirs", true, "logs/", 3, undefined],
      ["printpal-passing", true, "passing/", 30, undefined],
      ["printpal-unfinished", true, "", undefined, 1],
    ]);
  });

  it("are told of in the log where a bucket refuses them, or keeps what is removed", async () => {
    const warn = vi.spyOn(log, "warn").mockImplementation(() => undefined);
    onTestFinished(() => warn.mockRestore());
    await keepRules();
    expect(warn.mock.calls).toEqual([]);
    standIn.keepsVersions = true;
    await keepRules();
    expect(warn.mock.calls.at(-1)?.[0]).toContain("it keeps versions, so that what is removed stays");
    standIn.refuseRules = true;
    await keepRules();
    const told = warn.mock.calls.map(([message]) => message);
    expect(told.at(-2)).toBe("the bucket failed: NotImplemented: Refused: NotImplemented. (HTTP 501)");
    expect(told.at(-1)).toContain("this software alone removes what passes");
  });

  it("that a bucket refuses keep nothing from working: the software removes what passes by itself", async () => {
    standIn.refuseRules = true;
    await keepRules();
    await bucket.put("org_a/gen_1/passing/input", [small]);
    await bucket.put("org_a/gen_1/input", [small]);
    daysOn(29);
    expect(await sweepPassing()).toBe(0);
    daysOn(31);
    expect(await sweepPassing()).toBe(1);
    expect(await names(bucket.list())).toEqual(["org_a/gen_1/input"]);
  });
});

describe("for the operator", () => {
  it("is looked at by writing, reading and removing, with a warning for what keeps longer than it should", async () => {
    const host = new URL(standIn.settings.endpoint).host;
    expect(await inspectStorage()).toBe(
      `warning: bucket printpal-test at ${host}: it takes no lifecycle rules, so that this software alone removes what passes`,
    );
    await keepRules();
    expect(await inspectStorage()).toBe(`bucket printpal-test at ${host}, with its rules`);
    standIn.keepsVersions = true;
    expect(await inspectStorage()).toContain("turn versioning off");
    expect(standIn.bucket.objects.size).toBe(0);
    standIn.fail(is("PUT object"), { code: "AccessDenied", status: 403 });
    await expect(inspectStorage()).rejects.toThrow(
      "the bucket failed: AccessDenied: Refused: AccessDenied. (HTTP 403)",
    );
  });

  it("takes over what lies on the disk under the same names, once, and leaves the disk as it is", async () => {
    const dataDir = await mkdtemp(path.join(os.tmpdir(), "printpal-copy-"));
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    overrideEnv({ dataDir });
    const disk = new LocalDisk();
    await disk.put("org_a/gen_1/model", inPieces(large));
    await disk.put("org_a/gen_1/passing/input", [small]);
    expect(await copyToBucket()).toEqual({ copied: 2, there: 0 });
    expect((await read("org_a/gen_1/model", 0, large.length)).equals(large)).toBe(true);
    expect(await names(bucket.listPassing())).toEqual(["org_a/gen_1/passing/input"]);
    await disk.put("org_a/gen_2/model", [small]);
    expect(await copyToBucket()).toEqual({ copied: 1, there: 2 });
    expect(await names(disk.list())).toEqual(await names(bucket.list()));
    overrideEnv({ s3: undefined });
    await expect(copyToBucket()).rejects.toMatchObject({ code: "invalid_request" });
  });
});
