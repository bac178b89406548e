"use server";
import { z } from "zod";
import { action } from "@/lib/api/action";
import { cancelPrivacyRequest, closeAccount, confirmErasure, openPrivacyRequest } from "@/lib/privacy";
import { CloseAccount, ConfirmErasure, OpenPrivacyRequest, PrivacyRequestId } from "@/lib/privacy/schema";

export const openPrivacyRequestAction = action(OpenPrivacyRequest, (ctx, wish) =>
  openPrivacyRequest(ctx, wish),
);
export const confirmErasureAction = action(ConfirmErasure, (ctx, step) => confirmErasure(ctx, step));
export const cancelPrivacyRequestAction = action(z.strictObject({ id: PrivacyRequestId }), (ctx, { id }) =>
  cancelPrivacyRequest(ctx, id),
);
export const closeAccountAction = action(CloseAccount, (ctx, request) => closeAccount(ctx, request));
