"use server";
import { z } from "zod";
import { listSessions, revokeSession } from "@/lib/accounts";
import { action } from "@/lib/api/action";

export const revokeSessionAction = action(z.strictObject({ id: z.string().max(64) }), async (ctx, { id }) => {
  await revokeSession(ctx, id);
  return { id };
});

/** Ends every session of the person but the one that asks. */
export const revokeOtherSessionsAction = action(z.strictObject({}), async (ctx) => {
  const others = (await listSessions(ctx)).filter((session) => !session.current);
  for (const session of others) await revokeSession(ctx, session.id);
  return { ended: others.length };
});
