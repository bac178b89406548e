"use server";
import { headers } from "next/headers";
import { z } from "zod";
import {
  beginSecondFactor,
  BeginSecondFactor,
  changePassword,
  ChangePassword,
  confirmSecondFactor,
  ConfirmSecondFactor,
  endSecondFactor,
  EndSecondFactor,
  listSessions,
  renewRecoveryCodes,
  RenewRecoveryCodes,
  revokeSession,
  updateOrganization,
  UpdateOrganization,
  updateProfile,
  UpdateProfile,
} from "@/lib/accounts";
import { action } from "@/lib/api/action";
import { clientAddress } from "@/lib/api/client-address";
import { ProcessingWish } from "@/lib/generations/schema";
import { objectToChange, setConsents, setProcessingPolicy } from "@/lib/privacy";
import { ObjectToChange, SetConsents } from "@/lib/privacy/schema";
import { deleteUpload } from "@/lib/uploads";

const ById = z.strictObject({ id: z.string().max(64) });

export const revokeSessionAction = action(ById, async (ctx, { id }) => {
  await revokeSession(ctx, id);
  return { id };
});

/** Ends every session of the person but the one that asks. */
export const revokeOtherSessionsAction = action(z.strictObject({}), async (ctx) => {
  const others = (await listSessions(ctx)).filter((session) => !session.current);
  for (const session of others) await revokeSession(ctx, session.id);
  return { ended: others.length };
});

export const updateProfileAction = action(UpdateProfile, async (ctx, request) => ({
  name: (await updateProfile(ctx, request)).name,
}));
export const updateOrganizationAction = action(UpdateOrganization, async (ctx, request) => ({
  name: (await updateOrganization(ctx, request)).name,
}));
export const changePasswordAction = action(ChangePassword, (ctx, request) => changePassword(ctx, request));

export const beginSecondFactorAction = action(BeginSecondFactor, (ctx, request) =>
  beginSecondFactor(ctx, request),
);
export const confirmSecondFactorAction = action(ConfirmSecondFactor, (ctx, request) =>
  confirmSecondFactor(ctx, request),
);
export const renewRecoveryCodesAction = action(RenewRecoveryCodes, (ctx, request) =>
  renewRecoveryCodes(ctx, request),
);
export const endSecondFactorAction = action(EndSecondFactor, async (ctx, request) => {
  await endSecondFactor(ctx, request);
  return {};
});

export const setProcessingPolicyAction = action(ProcessingWish, (ctx, policy) =>
  setProcessingPolicy(ctx, policy),
);
export const setConsentsAction = action(SetConsents, async (ctx, request) =>
  setConsents(ctx, request, clientAddress(await headers())),
);
export const deleteUploadAction = action(ById, async (ctx, { id }) => {
  await deleteUpload(ctx, id);
  return { id };
});

export const objectToChangeAction = action(ObjectToChange, async (ctx, wish) => {
  await objectToChange(ctx, wish);
  return { id: wish.id };
});
