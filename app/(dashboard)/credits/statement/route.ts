import { findAdmitted } from "@/lib/api/session";
import { printStatement } from "@/lib/billing";
import { isAppError } from "@/lib/core/errors";
import { writeCsv } from "@/lib/core/write-csv";
import { getStatement, StatementMonth, statementTable } from "@/lib/credits";

/** A month's statement as a file: `?month=2027-03&format=pdf`, or as a table for a spreadsheet. */
export async function GET(request: Request): Promise<Response> {
  const signedIn = await findAdmitted();
  if (!signedIn) return new Response("Sign in to the portal first.\n", { status: 401 });
  const { month = "", format } = Object.fromEntries(new URL(request.url).searchParams);
  const wanted = StatementMonth.safeParse({ month });
  if (!wanted.success) return new Response(`${wanted.error.issues[0].message}\n`, { status: 400 });
  try {
    const body =
      format === "pdf"
        ? new Uint8Array(await printStatement(signedIn.ctx, wanted.data))
        : writeCsv(statementTable(await getStatement(signedIn.ctx, wanted.data)));
    return new Response(body, {
      headers: {
        "Content-Type": format === "pdf" ? "application/pdf" : "text/csv; charset=utf-8; header=present",
        "Content-Disposition": `attachment; filename="printpal-credits-${month}.${format === "pdf" ? "pdf" : "csv"}"`,
        "Cache-Control": "private, no-store",
      },
    });
  } catch (error) {
    if (!isAppError(error)) throw error;
    return new Response(`${error.message}\n`, { status: error.code === "forbidden" ? 403 : 400 });
  }
}
