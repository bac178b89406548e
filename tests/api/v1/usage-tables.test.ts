import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { resetLimits } from "@/lib/api/rate-limit";
import { flushRequestLog } from "@/lib/api/request-log";
import { clock } from "@/lib/core/clock";
import { writeCsv } from "@/lib/core/write-csv";
import { newId } from "@/lib/core/ids";
import { db } from "@/lib/db";
import { createKey } from "@/lib/keys";
import { recordRequests } from "@/lib/usage";
import { callApi, makeKey, type ApiRequest } from "../../support/call-api";
import { freshDatabase } from "../../support/database";
import { makeAccount, type TestAccount } from "../../support/make-account";
import { vasePhoto } from "../../support/vase-photo";

let owner: TestAccount;
let key: string;
let named: string;
beforeAll(async () => {
  await freshDatabase();
  owner = await makeAccount();
  key = await makeKey(owner.ctx, { scopes: ["read"] });
  const made = await createKey(owner.ctx, { name: '=HYPERLINK("https://evil.example","x")' });
  named = made.key.id;
  const line = (minute: number) => ({
    id: newId("request"),
    organizationId: owner.organizationId,
    apiKeyId: named,
    method: "POST",
    endpoint: "/api/v1/generations",
    statusCode: 202,
    creditsUsed: 4,
    generationId: null,
    parameters: { quality: "high", formats: ["stl", "glb"] },
    errorCode: null,
    ipAddress: "203.0.113.7",
    userAgent: "shop/1",
    durationMs: 12,
    createdAt: new Date(Date.now() - minute * 60_000),
  });
  await recordRequests([line(1), line(2), line(3)]);
});
beforeEach(resetLimits);
const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});

const get = (path: string, headers: Record<string, string> = {}) => callApi("GET", path, { key, headers });
/** Reads RFC 4180 as any spreadsheet does. */
function readCsv(text: string): string[][] {
  const cells = [...text.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/g)];
  const rows: string[][] = [[]];
  for (const [, cell, end] of cells) {
    rows.at(-1)!.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

describe("CSV", () => {
  it("of the request log comes page by page, with a link to the next and times that name their zone", async () => {
    const path = `/api/v1/usage/requests?format=csv&limit=2&key_id=${named}`;
    const { status, headers, text } = await get(path);
    expect([status, headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8; header=present"]);
    expect(headers.get("content-disposition")).toBe('attachment; filename="requests.csv"');
    const rows = readCsv(text);
    expect(rows[0].slice(0, 3)).toEqual(["created_at_utc", "request_id", "method"]);
    expect(rows).toHaveLength(3);
    expect(rows[1][0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(rows[1].slice(2)).toEqual([
      "POST",
      "/api/v1/generations",
      "202",
      named,
      "",
      "4",
      "12",
      "",
      '{"quality":"high","formats":["stl","glb"]}',
    ]);
    const next = /^<(.*)>; rel="next"$/.exec(headers.get("link") ?? "")?.[1] ?? "";
    const second = await get(next);
    expect([readCsv(second.text).length, second.headers.get("link")]).toEqual([2, null]);
    const seen = [...rows, ...readCsv(second.text)].map((row) => row[1]);
    expect(new Set(seen).size).toBe(4);
  });

  it("of the summary by key leaves a name that looks like a formula inert", async () => {
    const { text } = await get("/api/v1/usage?by=key&format=csv");
    const row = readCsv(text).find(([id]) => id === named);
    expect(row).toEqual([named, '\'=HYPERLINK("https://evil.example","x")', "3", "0", "0", "", ""]);
    const days = readCsv((await get("/api/v1/usage?days=3&format=csv")).text);
    expect([days[0], days.length]).toEqual([
      ["day_utc", "requests", "failed_requests", "credits_used", "latency_p50_ms", "latency_p95_ms"],
      4,
    ]);
    const engines = readCsv((await get("/api/v1/usage?by=engine&format=csv")).text);
    expect(engines).toEqual([["engine", "generations", "failed_generations", "credits_used"]]);
  });

  it("is what an Accept header asks for that takes nothing else, and JSON otherwise", async () => {
    const typeOf = async (path: string, accept: string) => {
      const { status, headers } = await get(path, { Accept: accept });
      return [status, headers.get("content-type")?.split(";")[0]];
    };
    expect(await typeOf("/api/v1/usage", "text/csv")).toEqual([200, "text/csv"]);
    expect(await typeOf("/api/v1/usage", "text/csv, */*")).toEqual([200, "application/json"]);
    expect(await typeOf("/api/v1/usage?format=json", "text/csv")).toEqual([406, "application/problem+json"]);
    expect(await typeOf("/api/v1/usage?format=csv", "application/json")).toEqual([
      406,
      "application/problem+json",
    ]);
    expect(await typeOf("/api/v1/generations", "text/csv")).toEqual([406, "application/problem+json"]);
  });

  it.each([
    ["/api/v1/usage?format=xml", "format"],
    ["/api/v1/usage?by=month", "by"],
    ["/api/v1/usage/requests?limit=1001", "limit"],
    ["/api/v1/usage/requests?limit=0", "limit"],
    ["/api/v1/usage/requests?status=6xx", "status"],
    ["/api/v1/usage/requests?status=4x", "status"],
    ["/api/v1/usage/requests?method=TRACE", "method"],
    ["/api/v1/usage/requests?created_after=yesterday", "created_after"],
    ["/api/v1/usage/requests?after=req_none&format=csv", "after"],
    [
      "/api/v1/usage/requests?created_after=2026-02-01T00:00:00Z&created_before=2026-01-01T00:00:00Z",
      "created_after",
    ],
  ])("refuses %s", async (path, param) => {
    const { status, body } = await get(path);
    expect([status, body.code, body.param]).toEqual([400, "invalid_request", param]);
  });
});

describe("a cell", () => {
  it.each([
    ["=1+1", `"'=1+1"`],
    ["+1", `"'+1"`],
    ["-1", `"'-1"`],
    ["@SUM(A1)", `"'@SUM(A1)"`],
    ["\t=1", `"'\t=1"`],
    ["  =1", `"'  =1"`],
    ["＝1", `"'＝1"`],
    ["a,b", '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ["two\nlines", '"two\nlines"'],
    ["plain = text", "plain = text"],
    [-4, "-4"],
    [null, ""],
  ])("of %j is written %s", (cell, written) => {
    expect(writeCsv({ name: "t", header: ["a"], rows: [[cell]] })).toBe(`a\r\n${written}\r\n`);
  });
});

/** Twenty calls, good and bad, each from an address, with a program and at a moment of its own. */
describe("row 5: the request log", () => {
  const models = "/api/v1/generations";
  const one = `${models}/{id}`;
  const plain = {
    ...{ quality: "default", formats: ["stl"], engine: "auto", store_input: true },
    ...{ size_mm: 80, size_axis: "longest", seed: 0 },
  };
  const prompt = "a cube for Zephyrine";
  const noSuch = "gen_0000000000000000000000";

  it("keeps of each of twenty calls all that the policy lists, and nothing beyond", async () => {
    const { organizationId, ctx } = await makeAccount({ credits: 1000 });
    const full = await createKey(ctx, { name: "All" });
    const reading = await createKey(ctx, { name: "Reads", scopes: ["read"] });
    const photo = Buffer.from(await vasePhoto());
    const form = new FormData();
    for (const [name, value] of [
      ["quality", "high"],
      ["formats", "glb,stl"],
      ["size_mm", "42.5"],
    ])
      form.append(name, value);
    form.append("image", new Blob([photo]), "zephyrine.jpg");
    const json = (value: object): ApiRequest => ({ json: value });
    const wish = { prompt, end_user_id: "zephyrine-7", metadata: { for: "Zephyrine" } };
    const refusedOf = (code: string) => ({ code, settings: {} });
    const other = await makeKey((await makeAccount({ credits: 100 })).ctx);
    const { id: theirs } = (await callApi("POST", models, { key: other, json: { prompt } })).body;
    type Expected = { code?: string; settings?: object; credits?: number; reads?: boolean };
    const calls: [string, string, string, ApiRequest, number, Expected][] = [
      ["POST", models, models, json({ prompt }), 202, { settings: plain, credits: 4 }],
      [
        "POST",
        models,
        models,
        json({ ...wish, seed: 7 }),
        202,
        { settings: { ...plain, seed: 7 }, credits: 4 },
      ],
      [
        ...(["POST", models, models, { body: form }, 202] as const),
        { settings: { ...plain, quality: "high", formats: ["glb", "stl"], size_mm: 42.5 }, credits: 6 },
      ],
      [
        ...(["POST", models, models, json({ image: photo.toString("base64"), format: "ply" }), 202] as const),
        { settings: { ...plain, formats: ["ply"] }, credits: 4 },
      ],
      [
        ...(["POST", models, models, json({ prompt, max_credits: 1 }), 402] as const),
        { code: "price_above_limit", settings: { ...plain, max_credits: 1 } },
      ],
      ["POST", models, models, json({ prompt, colour: "red" }), 400, refusedOf("invalid_request")],
      ["POST", models, models, json({ prompt, seed: "seven" }), 400, refusedOf("invalid_request")],
      [
        "POST",
        models,
        models,
        json({ prompt, reads: 1 }),
        403,
        { ...refusedOf("insufficient_scope"), reads: true },
      ],
      [
        ...([
          "POST",
          models,
          models,
          { body: `{"prompt":"${prompt}`, headers: { "Content-Type": "application/json" } },
          400,
        ] as const),
        refusedOf("invalid_json"),
      ],
      [
        ...([
          "POST",
          models,
          models,
          { body: prompt, headers: { "Content-Type": "text/plain" } },
          415,
        ] as const),
        refusedOf("unsupported_media_type"),
      ],
      ["GET", `${models}/${noSuch}`, one, {}, 404, refusedOf("not_found")],
      ["GET", `${models}/${String(theirs)}`, one, {}, 404, { ...refusedOf("not_found"), reads: true }],
      ["GET", `${models}/Zephyrine`, one, {}, 404, refusedOf("not_found")],
      ["GET", `${models}?limit=5&text=Zephyrine`, models, {}, 200, { settings: { limit: 5 } }],
      ["GET", `${models}?limit=1000`, models, {}, 400, refusedOf("invalid_request")],
      ["GET", "/api/v1/usage?days=3&by=key", "/api/v1/usage", {}, 200, { settings: { days: 3, by: "key" } }],
      [
        ...(["GET", "/api/v1/usage?format=csv", "/api/v1/usage", {}, 200] as const),
        { settings: { days: 30, by: "day", format: "csv" }, reads: true },
      ],
      [
        "GET",
        "/api/v1/usage/requests?limit=2",
        "/api/v1/usage/requests",
        {},
        200,
        { settings: { limit: 2 } },
      ],
      ["GET", "/api/v1/usage?by=Zephyrine", "/api/v1/usage", {}, 400, refusedOf("invalid_request")],
      [
        ...([
          "GET",
          "/api/v1/usage",
          "/api/v1/usage",
          { headers: { Accept: "application/xml" } },
          406,
        ] as const),
        refusedOf("not_acceptable"),
      ],
    ];
    const start = realNow().getTime();
    const expected = [];
    for (const [index, [method, address, endpoint, request, status, wanted]] of calls.entries()) {
      clock.now = () => new Date(start + index * 1000);
      const used = wanted.reads ? reading : full;
      const agent = `zoo/${index} ${"x".repeat(index === 3 ? 300 : 3)}`;
      const from = `198.51.100.${index}`;
      const headers = { ...request.headers, "User-Agent": agent, "X-Forwarded-For": `10.0.0.1, ${from}` };
      const answer = await callApi(method, address, { ...request, headers, key: used.secret });
      expect([index, answer.status, answer.body.code]).toEqual([index, status, wanted.code]);
      expected.push({
        ...{
          id: answer.headers.get("x-request-id"),
          organizationId,
          apiKeyId: used.key.id,
          method,
          endpoint,
        },
        ...{ statusCode: status, errorCode: wanted.code ?? null, creditsUsed: wanted.credits ?? 0 },
        ...{ generationId: status === 202 ? answer.body.id : null, parameters: wanted.settings ?? {} },
        ...{ ipAddress: from, userAgent: agent.slice(0, 200), durationMs: expect.any(Number) as number },
        createdAt: new Date(start + index * 1000),
      });
    }
    // Whose key is unknown, there is no organization to log it for.
    expect((await callApi("GET", "/api/v1/usage", { key: "pp_live_none" })).status).toBe(401);
    await flushRequestLog();
    const rows = await db().apiRequest.findMany({ where: { organizationId }, orderBy: { createdAt: "asc" } });
    expect(expected).toHaveLength(20);
    expect(rows).toEqual(expected);
    for (const { durationMs } of rows) expect(durationMs).toBeGreaterThanOrEqual(0);
    const said = JSON.stringify(rows);
    for (const kept of [
      full.secret,
      reading.secret,
      photo.toString("base64").slice(0, 40),
      prompt,
      "ephyrine",
    ])
      expect(said).not.toContain(kept);
  });
});
