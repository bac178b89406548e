import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { contracts } from "@/lib/api/contracts";
import { resetLimits } from "@/lib/api/rate-limit";
import { scopes } from "@/lib/core/actor";
import { clock } from "@/lib/core/clock";
import { nobodySpared } from "@/lib/core/retention";
import { db, type Context } from "@/lib/db";
import { nameOfPage } from "@/lib/core/page-name";
import { countView, flushViews, listChoices, listViews, recordChoice } from "@/lib/visitors";
import { visitorRetention } from "@/lib/visitors/jobs";
import { readChoice, writeChoice } from "@/lib/visitors/schema";
import { callApi, makeKey } from "../support/call-api";
import { freshDatabase } from "../support/database";
import { makeAccount } from "../support/make-account";

const DAY = 86_400_000;
const staff: Context = {
  actor: { kind: "staff", userId: "usr_s", role: "support" },
  organizationId: "",
  requestId: "req_t",
};

beforeAll(async () => {
  await freshDatabase();
});
afterEach(() => {
  vi.restoreAllMocks();
  resetLimits();
});

describe("row 47: a choice about cookies", () => {
  const now = new Date("2026-12-01T10:00:00Z");
  const value = writeChoice("r1-1", { analytics: true, preferences: false }, now);
  const later = (days: number) => new Date(now.getTime() + days * DAY);

  it("row 47: holds for six months and is asked again then, and at once after a change that matters", () => {
    expect(readChoice(value, "r1-1", now)).toEqual({ analytics: true, preferences: false });
    expect(readChoice(value, "r1-1", later(181))).not.toBeNull();
    expect(readChoice(value, "r1-1", later(182))).toBeNull();
    expect(readChoice(value, "r1-2", now)).toBeNull();
    expect(readChoice(value, "r2-1", now)).toBeNull();
  });

  it.each([undefined, "", "r1-1.1.1", "r1-1.2.1.20000", "r1-1.1.1.99999999", "r1-1.1.1.-3"])(
    "row 47: counts as none where it reads %s",
    (odd) => expect(readChoice(odd, "r1-1", now)).toBeNull(),
  );

  it("row 50: is kept as a row with the signal that came with it, and without who sent it", async () => {
    const { userId } = await makeAccount();
    const said = { revision: "r1-1", analytics: false, preferences: false, signal: true } as const;
    await recordChoice({ ...said, source: "signal", userId });
    await recordChoice({ ...said, source: "sale", userId: null });
    expect(await listChoices(userId)).toMatchObject([{ signal: true, analytics: false, source: "signal" }]);
    const columns = await db().$queryRaw<{ name: string }[]>`
      SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'cookie_choices'`;
    expect(columns.map(({ name }) => name).sort()).toEqual(
      ["analytics", "created_at", "id", "preferences", "revision", "signal", "source", "user_id"].sort(),
    );
  });
});

describe("row 9: statistics of pages", () => {
  it("row 9: drop groups of fewer than ten people, hold no identifiers, and are for the staff alone", async () => {
    const first = { first: true };
    for (let browser = 0; browser < 10; browser++)
      countView("/generations/gen_4kQ1mW8sZb2Xr7tY9uVc3d", first);
    // Nine people, one of them often: views are no people.
    for (let browser = 0; browser < 9; browser++) countView("/pricing", first);
    for (let view = 0; view < 30; view++) countView("/pricing");
    countView("/wp-admin.php", first);
    await flushViews();
    await flushViews();
    expect(await listViews(staff)).toEqual([{ page: "/generations/…", views: 10 }]);
    countView("/pricing", first);
    await flushViews();
    expect(await listViews(staff)).toEqual([
      { page: "/pricing", views: 40 },
      { page: "/generations/…", views: 10 },
    ]);
    const columns = await db().$queryRaw<{ name: string }[]>`
      SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'page_views' ORDER BY 1`;
    expect(columns.map(({ name }) => name)).toEqual(["browsers", "count", "day", "page"]);
    await expect(listViews((await makeAccount()).ctx)).rejects.toMatchObject({ code: "not_found" });
    vi.spyOn(clock, "now").mockImplementation(() => new Date(Date.now() + 366 * DAY));
    const [views] = visitorRetention;
    expect(await views.sweep(100, nobodySpared)).toBe(2);
    expect(await db().pageView.count()).toBe(0);
  });

  it.each([
    ["/", "/"],
    ["/docs/reference/generations", "/docs/reference/generations"],
    ["/share/aBcDeFgHiJkLmNoPqRsTuV", "/share/…"],
    ["/share/abcdefghijklmnopqrstuv", "/share/…"],
    ["/share/abcdefgh", "/share/…"],
    ["/legal/privacy/2", "/legal/privacy/…"],
    ["/nowhere", null],
    ["/docs/?q=ada@example.com", null],
    ["javascript:alert(1)", null],
    [`/docs/${"a".repeat(300)}`, null],
  ])("takes %s for %s", (path, page) => expect(nameOfPage(path)).toBe(page));
});

it("row 46: no call of the API sets a cookie, with a key or without", async () => {
  const { ctx } = await makeAccount();
  const key = await makeKey(ctx, { scopes: [...scopes] });
  const seen: string[] = [];
  for (const { method, path } of contracts) {
    const address = path.replaceAll(/\{\w+\}/g, "x");
    const sent: Record<string, string>[] = [{}, { Cookie: "printpal.session=x; theme=dark" }];
    for (const headers of sent) {
      for (const by of [key, undefined]) {
        const answer = await callApi(method, address, { key: by, headers });
        if (answer.headers.has("set-cookie")) seen.push(`${method} ${path}`);
      }
    }
  }
  expect(contracts.length).toBeGreaterThan(40);
  expect(seen).toEqual([]);
});
