import { emailPerson, setWithheld } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { recordAudit, transaction, type Context, type Tx } from "@/lib/db";
import { dropFiles } from "../import/end-import";
import type { PrivacyRequest } from "../privacy-request-schema";
import { findOwn, getPrivacyRequest } from "./read-privacy-requests";
import { cancellable, type PrivacyRequestRow } from "./record";

/**
 * Takes back what has not begun; of an erasure, everything works again at once. Cancelling twice is harmless. Throws
 * `conflict` where it has begun or is done, `not_found`.
 */
export async function cancelPrivacyRequest(ctx: Context, id: string): Promise<PrivacyRequest> {
  await transaction(ctx, async (tx) => {
    const row = await findOwn(ctx, id, tx);
    const { count } = await tx.privacyRequest.updateMany({
      where: {
        id,
        type: { in: [...cancellable] },
        OR: [
          { status: "unconfirmed" },
          { status: "waiting", type: { not: "erasure" } },
          // From then on a worker may be about to begin.
          { status: "waiting", type: "erasure", runsAt: { gt: clock.now() } },
        ],
      },
      data: { status: "cancelled", completedAt: clock.now() },
    });
    if (count === 0) return;
    await recordAudit(tx, ctx, { action: "privacy_request.cancel", subjectId: id });
    if (row.type === "import") await dropFiles(tx, id);
    if (row.type === "erasure" && row.confirmedAt) await thaw(tx, row);
  });
  const request = await getPrivacyRequest(ctx, id);
  if (request.status === "cancelled") return request;
  throw new AppError(
    "conflict",
    `The request is ${request.status === "completed" ? "done" : "being carried out"} already; it can no longer be cancelled.`,
  );
}

async function thaw(tx: Tx, { userId, organizationIds }: PrivacyRequestRow): Promise<void> {
  if (!userId) return;
  await setWithheld(tx, { userId, organizationIds }, "frozen", false);
  await emailPerson(tx, userId, { about: "erasure_undone" });
}
