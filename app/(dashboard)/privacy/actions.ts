"use server";
import { z } from "zod";
import { action } from "@/lib/api/action";
import {
  cancelPrivacyRequest,
  closeAccount,
  confirmErasure,
  confirmImport,
  openPrivacyRequest,
} from "@/lib/privacy";
import { CloseAccount, ConfirmErasure, OpenPrivacyRequest, PrivacyRequestId } from "@/lib/privacy/schema";

/** Nobody waits for a second factor to use their rights: each of them asks for the password itself. */
const anyFactor = { anyFactor: true };

export const openPrivacyRequestAction = action(
  OpenPrivacyRequest,
  (ctx, wish) => openPrivacyRequest(ctx, wish),
  anyFactor,
);
export const confirmErasureAction = action(
  ConfirmErasure,
  (ctx, step) => confirmErasure(ctx, step),
  anyFactor,
);
export const cancelPrivacyRequestAction = action(
  z.strictObject({ id: PrivacyRequestId }),
  (ctx, { id }) => cancelPrivacyRequest(ctx, id),
  anyFactor,
);
export const closeAccountAction = action(
  CloseAccount,
  (ctx, request) => closeAccount(ctx, request),
  anyFactor,
);
export const confirmImportAction = action(z.strictObject({ id: PrivacyRequestId }), async (ctx, { id }) => {
  await confirmImport(ctx, id);
  return { id };
});
