import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { resetLimits } from "@/lib/api/rate-limit";
import { writeCsv } from "@/lib/core/write-csv";
import { newId } from "@/lib/core/ids";
import { createKey } from "@/lib/keys";
import { recordRequests } from "@/lib/usage";
import { callApi, makeKey } from "../../support/call-api";
import { freshDatabase } from "../../support/database";
import { makeAccount, type TestAccount } from "../../support/make-account";

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
    durationMs: 12,
    createdAt: new Date(Date.now() - minute * 60_000),
  });
  await recordRequests([line(1), line(2), line(3)]);
});
beforeEach(resetLimits);

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
    expect(rows[1].slice(2)).toEqual(["POST", "/api/v1/generations", "202", named, "", "4", "12"]);
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
