import { findAdmitted } from "@/lib/api/session";
import { writeCsv } from "@/lib/core/write-csv";
import { listMovements } from "@/lib/usage";
import { readLedger } from "../read-ledger";

/** More than a spreadsheet likes; whoever has more asks month by month. */
const MOST_ROWS = 50_000;

/** The movements that the ledger shows, all of them, for a spreadsheet. */
export async function GET(request: Request): Promise<Response> {
  const signedIn = await findAdmitted();
  if (!signedIn) return new Response("Sign in to the portal first.\n", { status: 401 });
  const { query } = readLedger(Object.fromEntries(new URL(request.url).searchParams));
  const { data } = await listMovements(signedIn.ctx, { ...query, limit: MOST_ROWS });
  const table = {
    name: "ledger",
    header: ["time", "kind", "source", "reason", "credits", "balance", "owed", "generation"],
    rows: data.map((entry) => [
      ...[entry.created_at, entry.kind, entry.source, entry.reason],
      ...[entry.amount, entry.balance_after, entry.owed, entry.generation_id],
    ]),
  };
  return new Response(writeCsv(table), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": 'attachment; filename="printpal-ledger.csv"',
      "Cache-Control": "private, no-store",
    },
  });
}
