import { getOrganization } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { getStatement, type Statement, type StatementMonth } from "@/lib/credits";
import { db, type Context } from "@/lib/db";
import { requireBillingReader } from "./require-billing";
import { writePdf, type PdfLine } from "./write-pdf";

interface Paid {
  paidAt: Date;
  description: string;
  amountCents: number;
}

/** A month's statement as PDF on A4: credits, movement by movement, and what was paid. For owners, billing and auditors. */
export async function printStatement(ctx: Context, { month }: StatementMonth): Promise<Buffer> {
  requireBillingReader(ctx);
  const [{ name }, statement, paid] = await Promise.all([
    getOrganization(ctx),
    getStatement(ctx, { month }),
    paidIn(ctx, month),
  ]);
  return writePdf(`Credits ${month}`, describe(name, statement, paid), clock.now());
}

async function paidIn({ organizationId }: Context, month: string): Promise<Paid[]> {
  const from = new Date(`${month}-01T00:00:00Z`);
  const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1));
  return db().billingPayment.findMany({
    where: { organizationId, paidAt: { gte: from, lt: to } },
    orderBy: { paidAt: "asc" },
  });
}

const COLUMNS = { dayAt: 50, reasonAt: 125, valueAt: 545 };

function describe(
  name: string,
  { month, opening, closing, owed, lines }: Statement,
  paid: readonly Paid[],
): PdfLine[] {
  const total = paid.reduce((sum, { amountCents }) => sum + amountCents, 0);
  return [
    line("PrintPal", 18, true),
    line(`Statement of credits, ${nameOf(month)}`, 12, true),
    line(name, 10),
    gap,
    ...heading("Credits"),
    ...row("", "Balance at the beginning", count(opening), true),
    ...lines.flatMap(({ day, reason, credits }) => row(day, reason, count(credits))),
    ...row("", "Balance at the end", count(closing), true),
    ...(owed > 0 ? row("", "Owed: paid by the next credits", count(owed), true) : []),
    gap,
    ...(paid.length > 0 ? heading("US dollars") : []),
    ...paid.flatMap(({ paidAt, description, amountCents }) =>
      row(paidAt.toISOString().slice(0, 10), `Paid: ${description}`, money(amountCents)),
    ),
    ...(paid.length > 0 ? row("", "Paid in this month", money(total), true) : []),
    gap,
    line("Days are in UTC. Invoices for what was paid come from Stripe and stand in the portal.", 8),
  ];
}

function heading(value: string): PdfLine[] {
  const [first] = row("Day", "What", "", true);
  const right = { text: value, at: COLUMNS.valueAt - value.length * 5 };
  return [{ ...first, cells: [...first.cells.slice(0, 2), right], ruled: true }];
}

const nameOf = (month: string): string =>
  new Date(`${month}-01T00:00:00Z`).toLocaleDateString("en", {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });

const money = (cents: number): string =>
  (cents / 100).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

const line = (text: string, sizePt: number, bold = false): PdfLine => ({
  cells: [{ text, at: COLUMNS.dayAt }],
  sizePt,
  bold,
});
const gap: PdfLine = { cells: [], sizePt: 10 };

/** A reason that does not fit goes on below. */
function row(day: string, reason: string, value: string, bold = false): PdfLine[] {
  const [first = "", ...rest] = reason.match(/.{1,70}(?:\s|$)|.{1,70}/g) ?? [];
  const cells = [
    { text: day, at: COLUMNS.dayAt },
    { text: first, at: COLUMNS.reasonAt },
    { text: value, at: COLUMNS.valueAt, right: true },
  ];
  const below = rest.map((text) => ({ cells: [{ text, at: COLUMNS.reasonAt }], sizePt: 9, bold }));
  return [{ cells, sizePt: 9, bold }, ...below];
}

const count = (credits: number): string => credits.toLocaleString("en-US");
