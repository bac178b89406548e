import { readRange } from "@/components/usage/usage-range";
import { flushRequestLog } from "@/lib/api/request-log";
import { findAdmitted } from "@/lib/api/session";
import { writeCsv } from "@/lib/core/write-csv";
import { clock } from "@/lib/core/clock";
import { SummarizeUsage, summarizeUsage } from "@/lib/usage";
import { usageContracts } from "@/lib/usage/contract";

/** What a chart of the usage place shows, for a spreadsheet. The same as the API's, for whoever is signed in. */
export async function GET(request: Request): Promise<Response> {
  const signedIn = await findAdmitted();
  if (!signedIn) return new Response("Sign in to the portal first.\n", { status: 401 });
  const search = Object.fromEntries(new URL(request.url).searchParams);
  const by = SummarizeUsage.shape.by.safeParse(search.by).data ?? "day";
  await flushRequestLog();
  const summary = await summarizeUsage(
    signedIn.ctx,
    { ...readRange(search, clock.now()).query, by },
    { latency: true },
  );
  const table = usageContracts.summary.csv!(summary);
  return new Response(writeCsv(table), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": `attachment; filename="${table.name}.csv"`,
      "Cache-Control": "private, no-store",
    },
  });
}
