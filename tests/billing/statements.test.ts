import { beforeAll, expect, it, onTestFinished, vi } from "vitest";
import { printStatement } from "@/lib/billing";
import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import {
  getStatement,
  grantCredits,
  listStatementMonths,
  releaseCredits,
  reserveCredits,
  statementTable,
  StatementMonth,
} from "@/lib/credits";
import { db, transaction } from "@/lib/db";
import { freshDatabase } from "../support/database";
import { makeAccount } from "../support/make-account";

beforeAll(() => freshDatabase());

const at = (moment: string) => vi.spyOn(clock, "now").mockReturnValue(new Date(moment));

it("row 12: adds up from one month to the next, by lines and by generations of a day", async () => {
  onTestFinished(() => void vi.restoreAllMocks());
  const { ctx, organizationId } = await makeAccount({ credits: 0 });
  const system = { ...ctx, actor: { kind: "system", name: "test" } } as const;
  const grant = (amount: number, cause: string) =>
    grantCredits(system, {
      amount,
      reason: '=HYPERLINK("x"), 1 × pack',
      cause: `${organizationId}:${cause}`,
      source: "pack",
    });
  const reserve = (generationId: string, amount: number) =>
    transaction(undefined, (tx) =>
      reserveCredits(tx, { organizationId, amount, generationId, reason: "Test" }),
    );
  at("2027-02-28T23:59:59Z");
  await grant(100, "a");
  at("2027-03-01T00:00:00Z");
  const failed = newId("generation");
  await reserve(failed, 8);
  await reserve(newId("generation"), 4);
  await transaction(undefined, (tx) => releaseCredits(tx, { generationId: failed, reason: "Failed" }));
  at("2027-03-31T23:59:59Z");
  await grant(50, "b");
  at("2027-04-02T00:00:00Z");
  await reserve(newId("generation"), 6);

  expect(await getStatement(ctx, { month: "2027-03" })).toEqual({
    month: "2027-03",
    opening: 100,
    closing: 146,
    owed: 0,
    lines: [
      {
        day: "2027-03-01",
        kind: "generations",
        reason: "2 generations, less what failed",
        credits: -4,
      },
      { day: "2027-03-31", kind: "grant", reason: '=HYPERLINK("x"), 1 × pack', credits: 50 },
    ],
  });
  const april = await getStatement(ctx, { month: "2027-04" });
  expect([april.opening, april.closing]).toEqual([146, 140]);
  expect(april.lines[0].reason).toBe("1 generation, less what failed");
  expect(statementTable(april).rows.map((row) => row[3])).toEqual([146, -6, 140]);
  await expect(getStatement(ctx, { month: "2027-05" })).rejects.toMatchObject({ code: "invalid_request" });
  for (const month of ["2027-13", "27-01", "2027-1", "latest"])
    expect(StatementMonth.safeParse({ month }).success).toBe(false);

  expect(await listStatementMonths(ctx)).toEqual(["2027-04", "2027-03", "2027-02"]);
  expect(await listStatementMonths((await makeAccount({ credits: 0 })).ctx)).toEqual(["2027-04"]);

  await db().organization.update({ where: { id: organizationId }, data: { name: "Müller & 日本" } });
  const pdf = await printStatement(ctx, { month: "2027-03" });
  const text = pdf.toString("latin1");
  for (const shown of [
    "Müller & ??",
    "(Balance at the beginning)",
    "(100)",
    "(146)",
    '=HYPERLINK\\("x"\\), 1 × pack',
  ])
    expect(text).toContain(shown);
  // Where the table says that an object begins, it begins.
  const offsets = [...text.matchAll(/^(\d{10}) 00000 n /gm)].map(([, offset]) => Number(offset));
  expect(offsets.map((offset, at) => text.startsWith(`${at + 1} 0 obj`, offset))).toEqual(
    offsets.map(() => true),
  );
  expect(text.slice(Number(/startxref\n(\d+)/.exec(text)?.[1])).startsWith("xref")).toBe(true);
  const viewer = { ...ctx, actor: { ...ctx.actor, role: "viewer" } } as typeof ctx;
  await expect(printStatement(viewer, { month: "2027-03" })).rejects.toMatchObject({ code: "forbidden" });
});
