import { findSignedIn } from "@/lib/api/session";
import { errorCodes, isAppError } from "@/lib/core/errors";
import { writeCsv } from "@/lib/core/write-csv";
import { instructionTable, listInstructions } from "@/lib/privacy";
import { InstructionMonth } from "@/lib/privacy/schema";

/** More than an organization says in the two years that the log is kept, and no more than a spreadsheet takes. */
const MOST_ROWS = 50_000;

/** What the page shows, all of it or of one `?month=`, for a spreadsheet. */
export async function GET(request: Request): Promise<Response> {
  const signedIn = await findSignedIn();
  if (!signedIn) return new Response("Sign in to the portal first.\n", { status: 401 });
  const wanted = InstructionMonth.optional().safeParse(
    new URL(request.url).searchParams.get("month") ?? undefined,
  );
  if (!wanted.success) return new Response(`${wanted.error.issues[0].message}\n`, { status: 400 });
  try {
    const { data } = await listInstructions(signedIn.ctx, { month: wanted.data, limit: MOST_ROWS });
    return new Response(writeCsv(instructionTable(data)), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8; header=present",
        "Content-Disposition": 'attachment; filename="printpal-instructions.csv"',
        "Cache-Control": "private, no-store",
      },
    });
  } catch (error) {
    if (!isAppError(error)) throw error;
    return new Response(`${error.message}\n`, { status: errorCodes[error.code][0] });
  }
}
