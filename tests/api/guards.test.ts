import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { contracts } from "@/lib/api/contracts";
import { takesIdempotencyKey } from "@/lib/api/idempotency-key";
import { keyLimit, resetLimits } from "@/lib/api/rate-limit";
import { scopes, type Scope } from "@/lib/core/actor";
import type { Contract } from "@/lib/core/contract";
import { db, type Context } from "@/lib/db";
import { createGeneration } from "@/lib/generations";
import { GenerationSettings } from "@/lib/generations/schema";
import { createKey, verifyKey } from "@/lib/keys";
import { createEndpoint } from "@/lib/webhooks";
import { checkPrint, convertMesh } from "@/lib/prints";
import { ConversionSettings, PrintCheckSettings } from "@/lib/prints/schema";
import { createRequest } from "@/lib/privacy";
import { createUpload } from "@/lib/uploads";
import { writeStl } from "@/lib/geometry/formats/write-stl";
import { callApi, makeKey, type ApiRequest } from "../support/call-api";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";
import { makeTetrahedron } from "../support/make-solids";

/** What every call must refuse, run over every contract: a new contract is guarded the day it is written. */

const keyed = contracts.filter(({ access }) => access !== "public" && access !== "signed");
const open = contracts.filter(({ access }) => access === "public");
const named = (list: readonly Contract[]) =>
  list.map((contract): [string, Contract] => [contract.id, contract]);
const NEVER = {
  gen: "gen_0000000000000000000000",
  key: "key_0000000000000000000000",
  hook: "whe_0000000000000000000000",
  cnv: "cnv_0000000000000000000000",
  chk: "chk_0000000000000000000000",
  upl: "upl_0000000000000000000000",
  dsr: "00000000-0000-4000-8000-000000000000",
};
const kinds: [string, keyof typeof NEVER][] = [
  ["/api/v1/keys", "key"],
  ["/api/v1/webhooks", "hook"],
  ["/api/v1/conversions", "cnv"],
  ["/api/v1/print-checks", "chk"],
  ["/api/v1/uploads", "upl"],
  ["/api/v1/data-subject-requests", "dsr"],
];

let owner: TestAccount;
let other: TestAccount;
/** One of everything that is the other's. */
let theirs: typeof NEVER;
let full: string;
/** Keys that each call refuses alike: mistyped, unknown, revoked, expired. */
let refused: string[];
let suspended: string;
beforeAll(async () => {
  await freshDatabase();
  owner = await makeAccount();
  other = await makeAccount();
  full = await makeKey(owner.ctx, { scopes: [...scopes] });
  const [unknown, revoked, expired] = [await makeRow(), await makeRow(), await makeRow()];
  await db().apiKey.delete({ where: { id: unknown.id } });
  await db().apiKey.update({ where: { id: revoked.id }, data: { revokedAt: new Date() } });
  await db().apiKey.update({ where: { id: expired.id }, data: { expiresAt: new Date(0) } });
  const mistyped = full.slice(0, -1) + (full.endsWith("0") ? "1" : "0");
  refused = [mistyped, unknown.secret, revoked.secret, expired.secret];
  const { ctx } = other;
  const address = { url: "https://8.8.8.8/", description: "", event_types: [] };
  const mesh = writeStl(makeTetrahedron());
  theirs = {
    gen: await makeGeneration(ctx),
    key: (await createKey(ctx, { name: "Theirs" })).key.id,
    hook: (await createEndpoint(ctx, address)).endpoint.id,
    cnv: (await convertMesh(ctx, ConversionSettings.parse({ format: "obj" }), mesh)).id,
    chk: (await checkPrint(ctx, PrintCheckSettings.parse({}), mesh)).id,
    upl: (await createUpload(ctx, { content_type: "image/png", bytes: 10 })).id,
    dsr: (await createRequest(ctx, { type: "erasure", end_user_id: "c-1" })).id,
  };
  const closed = await makeAccount();
  suspended = await makeKey(closed.ctx, { scopes: [...scopes] });
  await db().organization.update({ where: { id: closed.organizationId }, data: { suspendedAt: new Date() } });
});
beforeEach(resetLimits);

/** A well-formed call of a contract about a resource. */
function call({ method, path, body }: Contract, request: ApiRequest, ids = NEVER) {
  const room = /^\/api\/v1\/(keys|webhooks)/.exec(path)?.[1];
  const id = ids[kinds.find(([start]) => path.startsWith(start))?.[1] ?? "gen"];
  const address = path
    .replace(/\{(id|uid)\}/, id)
    .replace("{delivery}", "whd_0000000000000000000000")
    .replace("{format}", "stl")
    .replace("{name}", "stl");
  const fields = wellFormed(room, path);
  const form = { body: new URLSearchParams(fields as Record<string, string>) };
  const input = !body ? {} : body.accepts.includes("application/json") ? { json: fields } : form;
  return callApi(method, address, { ...input, ...request });
}

function wellFormed(room: string | undefined, path: string): Record<string, string | number> {
  if (path.endsWith("/uploads")) return { content_type: "image/png", bytes: 10 };
  if (path.endsWith("/leaks")) return { key: "pp_live_none" };
  if (room === "keys") return path.endsWith("/rotate") ? {} : { name: "New" };
  if (room === "webhooks") return /rotate(-secret)?$/.test(path) ? {} : { url: "https://8.8.8.8/hook" };
  return path.endsWith("/feedback") ? { rating: "good" } : { prompt: "a cube" };
}

describe.each(named(keyed))("%s", (_id, contract) => {
  it("answers 401 without a key, and the same with a mistyped, unknown, revoked or expired one", async () => {
    const seen = new Set<string>();
    for (const key of [undefined, ...refused]) {
      const { status, headers, body } = await call(contract, { key });
      expect([status, headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="PrintPal"']);
      seen.add(JSON.stringify({ ...body, request_id: "" }));
    }
    expect(seen.size).toBe(1);
  });

  it("answers 403 to a key with every scope but the one it needs", async () => {
    const { status, body } = await call(contract, { key: await keyWithout(contract.access) });
    expect([status, body.code]).toEqual([403, "insufficient_scope"]);
  });

  it("counts or not, as the contract says, and answers 429 over the limit", async () => {
    await spendMinute((await verifyKey(full))?.id ?? "");
    const { status, headers, body } = await call(contract, { key: full });
    if (!contract.counted) return expect(status).not.toBe(429);
    expect([status, body.code]).toEqual([429, "rate_limited"]);
    expect(headers.get("retry-after")).toBe(String(body.retry_after));
  });

  it("answers 403 to a suspended organization", async () => {
    const { status, body } = await call(contract, { key: suspended });
    expect([status, body.code]).toEqual([403, "account_suspended"]);
  });
});

describe.each(named(keyed.filter(takesIdempotencyKey)))("%s", (_id, contract) => {
  it("takes an Idempotency-Key, and answers 400 to a malformed one", async () => {
    const headers = { "Idempotency-Key": "ü" };
    const { status, body } = await call(contract, { key: full, headers });
    expect([status, body.code, body.param]).toEqual([400, "invalid_request", "Idempotency-Key"]);
  });
});

describe.each(named(keyed.filter(({ params }) => params)))("%s", (_id, contract) => {
  it("answers another organization's id, word for word, like one that never was", async () => {
    const [foreign, unknown] = [
      await call(contract, { key: full }, theirs),
      await call(contract, { key: full }),
    ];
    expect([foreign.status, foreign.body.code]).toEqual([404, "not_found"]);
    const bare = ({ body }: typeof foreign) => ({ ...body, request_id: "", instance: "" });
    expect(bare(foreign)).toEqual(bare(unknown));
  });

  it("answers 404 to an id that cannot be one", async () => {
    const { status, body } = await call(
      contract,
      { key: full },
      { gen: "gen_1", key: "key_1", hook: "whe_1", cnv: "cnv_1", chk: "chk_1", upl: "upl_1", dsr: "1" },
    );
    expect([status, body.code]).toEqual([404, "not_found"]);
  });
});

describe.each(named(open))("%s", (_id, contract) => {
  it("needs no key and sets no cookie", async () => {
    const { status, headers } = await call(contract, {});
    expect([status, headers.get("set-cookie")]).toEqual([200, null]);
    expect(headers.get("access-control-allow-origin")).toBe("*");
  });
});

/** One key for each scope: an organization may have fifty, and there are more calls than that. */
const lacking = new Map<string, Promise<string>>();
function keyWithout(missing: Contract["access"]): Promise<string> {
  const others = scopes.filter((scope) => scope !== missing) as Scope[];
  if (!lacking.has(missing)) lacking.set(missing, makeKey(owner.ctx, { scopes: others }));
  return lacking.get(missing)!;
}

/** As fifty calls just now would have left it. */
async function spendMinute(keyId: string): Promise<void> {
  const atMs = Date.now();
  const spent = { tokens: 0, atMs, allowed: true, forgetMs: atMs + 60_000 };
  await db().rateLimit.create({ data: { id: `${keyLimit.name}:${keyId}`, ...spent } });
}

async function makeRow(): Promise<{ id: string; secret: string }> {
  const { key, secret } = await createKey(owner.ctx, { name: "Refused", scopes: [...scopes] });
  return { id: key.id, secret };
}

async function makeGeneration(ctx: Context): Promise<string> {
  return (await createGeneration(ctx, { settings: GenerationSettings.parse({ prompt: "a cube" }) })).id;
}
