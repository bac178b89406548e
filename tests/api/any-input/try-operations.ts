import fc from "fast-check";
import { isIP } from "node:net";
import { setImmediate } from "node:timers/promises";
import { toUSVString } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import type { RouteHandler } from "@/lib/api";
import { MemoryLimitStore } from "@/lib/api/limit-store";
import { failureLimit, keyLimit, organizationLimit, reportLimit } from "@/lib/api/rate-limit";
import { scopes } from "@/lib/core/actor";
import { overrideEnv } from "@/lib/core/env";
import { outsideNames } from "@/lib/core/fetch-outside";
import { processWide } from "@/lib/core/process-wide";
import { db } from "@/lib/db";
import { createKey } from "@/lib/keys";
import { apiRoutes, callApi, makeKey, publicUrl } from "@/tests/support/call-api";
import { freshDatabase } from "@/tests/support/database";
import { finishGeneration } from "@/tests/support/finish-generation";
import { makeAccount, type TestAccount } from "@/tests/support/make-account";
import { findFault, type Operation } from "./read-operations";
import { requestOf, type CallerName, type Sent } from "./request-arbitrary";

/** Cases of each operation. */
const CASES = Number(process.env.API_CASES ?? 2000);
const SEED = 20_261_126;

let owner: TestAccount;
let credentials: Record<CallerName, Record<string, string>>;
/** Whose end would turn every later case into a 401. */
let ownKeys: Set<string>;
/** Identifiers that answers have named, by their prefix: later cases ask for them. */
const known = new Map<string, string[]>();
/** What calls that were answered with success have named. */
const accepted = new Set<string>();

/**
 * Sends each operation 2,000 requests made from its own description. Whatever they are, the answer is none of
 * 500 and above, it is one that the document gives for its status, and what was refused has cost and left nothing.
 */
export function tryOperations(chosen: readonly Operation[]): void {
  beforeAll(prepare);
  describe.each(chosen.map((operation): [string, Operation] => [operation.operationId, operation]))(
    "%s",
    (_id, operation) => {
      it(`answers ${CASES} requests as the document says, and charges for none that it refuses`, async () => {
        const send = await senderOf(operation);
        const before = await footprint();
        // Answers in the same words need to be looked at once.
        const fitting = new Set<string>();
        let taken = 0;
        const judge = async (sent: Sent) => {
          const answer = await send(sent);
          if (answer.status < 300) taken++;
          const words = `${answer.status} ${answer.contentType} ${answer.text}`;
          if (fitting.has(words)) return;
          if (answer.status < 300) remember(answer.text);
          const fault = answer.status >= 500 ? answer.text : findFault(operation, answer);
          if (fault) throw new Error(`${answer.status}: ${fault}\n${answer.text.slice(0, 300)}`);
          fitting.add(words);
        };
        const cases = fc.sample(requestOf(operation), { numRuns: CASES, seed: SEED });
        await inTurns(operation.method === "GET" ? different(cases) : cases, async (sent) => {
          // Sent once more by itself, and smaller, until the least that fails is found.
          await judge(sent).catch((reason: unknown) => smallest(operation, judge, reason));
        });
        if (taken === 0) expect(await footprint()).toEqual(before);
        await expectChargesNamed();
      });
    },
  );
}

/** More than there are connections to the database, but not so many that one has to wait for seconds on a busy machine. */
const AT_ONCE = 16;

async function inTurns<T>(all: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  const rest = all.values();
  const work = async () => {
    for (const one of rest) {
      await act(one);
      // What is refused at once would otherwise be followed by the next, and the database's answers left waiting for seconds.
      await setImmediate();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** What reads is asked once in the same words: of a call that takes nothing there are few. */
const different = (cases: readonly Sent[]): Sent[] => [
  ...new Map(cases.map((sent) => [JSON.stringify(sent), sent])).values(),
];

/** Throws what the least case says that fails when it is sent by itself, or else `reason`. */
async function smallest(
  operation: Operation,
  judge: (sent: Sent) => Promise<void>,
  reason: unknown,
): Promise<never> {
  await fc.assert(fc.asyncProperty(requestOf(operation), judge), { numRuns: CASES, seed: SEED });
  throw reason;
}

async function prepare(): Promise<void> {
  // A refusal is told by its words; where in the code it arose costs more to find than all else about it.
  Error.stackTraceLimit = 0;
  await freshDatabase();
  raiseLimits();
  owner = await makeAccount({ credits: 400 });
  const full = await makeKey(owner.ctx, { scopes: [...scopes] });
  const test = await makeKey(owner.ctx, { scopes: [...scopes], test: true });
  const narrow = await makeKey(owner.ctx, { scopes: ["billing"] });
  const elsewhere = await makeKey(owner.ctx, { scopes: [...scopes], allowed_addresses: ["203.0.113.77"] });
  const { key, secret } = await createKey(owner.ctx, { name: "Deleted" });
  await db().apiKey.delete({ where: { id: key.id } });
  const closed = await makeAccount();
  const suspended = await makeKey(closed.ctx, { scopes: [...scopes] });
  await db().organization.update({ where: { id: closed.organizationId }, data: { suspendedAt: new Date() } });
  const bearer = (word: string) => ({ Authorization: `Bearer ${word}` });
  credentials = {
    full: bearer(full),
    test: { "X-API-Key": test },
    none: {},
    mistyped: bearer(full.slice(0, -1) + (full.endsWith("0") ? "1" : "0")),
    unknown: bearer(secret),
    narrow: bearer(narrow),
    elsewhere: bearer(elsewhere),
    suspended: bearer(suspended),
    both: { ...bearer(full), "X-API-Key": test },
  };
  ownKeys = new Set((await db().apiKey.findMany({ select: { id: true } })).map(({ id }) => id));
  await seed(full);
}

/** A finished generation of the account's, and one of somebody else's. */
async function seed(key: string): Promise<void> {
  const make = async (by: string) =>
    (await callApi("POST", "/api/v1/generations", { key: by, json: { prompt: "a cube" } })).body.id as string;
  const own = await make(key);
  await finishGeneration(own, "stl", "stl", "solid cube");
  known.set("gen", [own, await make(await makeKey((await makeAccount()).ctx))]);
  for (const id of known.get("gen")!) accepted.add(id);
}

/**
 * So that a case is refused for what it is and not for haste. Limits are counted in this process, as where the database
 * cannot be had: a query for each case would take four fifths of the time.
 */
function raiseLimits(): void {
  processWide("limits", () => new MemoryLimitStore());
  for (const limit of [keyLimit, organizationLimit, failureLimit, reportLimit]) limit.quota = 1e9;
  // Why one met a 500 is told by the log alone.
  overrideEnv({ outboundAllowedNetworks: ["127.0.0.1/32"], logLevel: "error" });
  outsideNames.resolve = async (host) => {
    if (isIP(host)) return [{ address: host, family: isIP(host) }];
    if (host.endsWith(".example")) return [{ address: "127.0.0.1", family: 4 }];
    throw new Error("ENOTFOUND");
  };
}

/** Sends cases to the operation's own handler. */
async function senderOf({ method, path }: Operation) {
  const route = apiRoutes.find(({ pattern }) => pattern === path);
  const handler = (await route?.load())?.[method];
  if (!handler) throw new Error(`There is no handler of ${method} ${path}`);
  return (sent: Sent) => send(handler, { method, path }, sent);
}

async function send(handler: RouteHandler, { method, path }: Pick<Operation, "method" | "path">, sent: Sent) {
  const params = Object.fromEntries(Object.entries(sent.path).map(([name, text]) => [name, find(text)]));
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(toUSVString(params[name])),
  );
  const request = new Request(`${publicUrl}${address}${sent.query && "?"}${sent.query}`, {
    method,
    headers: { ...credentials[sent.caller], ...sent.headers },
    body: sent.body as Uint8Array<ArrayBuffer> | undefined,
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  const contentType = response.headers.get("content-type") ?? "";
  const text = await readText(response, contentType);
  return { status: response.status, contentType, text };
}

const find = (text: Sent["path"][string]): string => {
  if (typeof text === "string") return text;
  const ids = known.get(text.prefix) ?? [];
  return ids[text.pick % (ids.length + 1)] ?? `${text.prefix}_0000000000000000000000`;
};

/** Of a stream of events the first: it goes on for as long as the generation does. */
async function readText(response: Response, contentType: string): Promise<string> {
  if (!contentType.startsWith("text/event-stream")) return response.text();
  const reader = response.body!.getReader();
  let text = "";
  while (!text.includes("data: ")) text += new TextDecoder().decode((await reader.read()).value);
  await reader.cancel();
  return text;
}

function remember(text: string): void {
  for (const [, id, prefix] of text.matchAll(/"(([a-z]{2,4})_[0-9A-Za-z]{22})"/g)) {
    accepted.add(id);
    const ids = known.get(prefix) ?? [];
    if (ids.length < 60 && !ids.includes(id) && !ownKeys.has(id)) known.set(prefix, [...ids, id]);
  }
}

/** What a refusal must leave as it was. */
async function footprint() {
  const jobs = await db().$queryRaw<
    { count: number }[]
  >`SELECT COUNT(*)::int AS count FROM graphile_worker.jobs`;
  return [
    jobs[0].count,
    await db().generation.count(),
    await db().print.count(),
    await db().ledgerEntry.count(),
  ];
}

/** Every charge and every row belongs to a call that was answered with success. */
async function expectChargesNamed(): Promise<void> {
  const entries = await db().ledgerEntry.findMany({ where: { generationId: { not: null } } });
  const rows = await db().generation.findMany({ select: { id: true } });
  const named = [...entries.map(({ generationId }) => generationId!), ...rows.map(({ id }) => id)];
  expect(named.filter((id) => !accepted.has(id))).toEqual([]);
}
