import { AppError } from "@/lib/core/errors";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { findOwnKey } from "./find-own-key";
import { toApiKey } from "./record";
import { requireKeyAccess } from "./require-key-access";
import { RenameKey, type ApiKey } from "./schema";
import { forgetKey } from "./verify-key";

/** Gives a key another name. Throws `not_found` for another organization's, `forbidden` or `insufficient_scope`. */
export async function renameKey(ctx: Context, keyId: string, request: RenameKey): Promise<ApiKey> {
  requireKeyAccess(ctx, "change");
  const parsed = RenameKey.safeParse(request);
  if (!parsed.success)
    throw new AppError("invalid_request", parsed.error.issues[0].message, { param: "name" });
  const { name } = parsed.data;
  const row = await transaction(ctx, async (tx) => {
    await findOwnKey(tx, ctx, keyId);
    await recordAudit(tx, ctx, { action: "key.rename", subjectId: keyId });
    return tx.apiKey.update({ where: { id: keyId }, data: { name } });
  });
  forgetKey(row.hash);
  return toApiKey(row);
}
