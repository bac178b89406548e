"use server";
import { headers } from "next/headers";
import { z } from "zod";
import { readLanguage } from "@/components/site/read-language";
import {
  AddPasskey,
  addPasskey,
  beginPasskey,
  beginPasskeyProof,
  beginSecondFactor,
  BeginSecondFactor,
  cancelEmailChange,
  changePassword,
  ChangePassword,
  confirmSecondFactor,
  ConfirmSecondFactor,
  demandSecondFactor,
  DemandSecondFactor,
  endSecondFactor,
  EndSecondFactor,
  listSessions,
  PasskeyProof,
  provePasskey,
  removePasskey,
  requestEmailChange,
  RequestEmailChange,
  renewRecoveryCodes,
  RenewRecoveryCodes,
  revokeSession,
  stepUp,
  StepUp,
  updateOrganization,
  UpdateOrganization,
  updateProfile,
  UpdateProfile,
} from "@/lib/accounts";
import { action } from "@/lib/api/action";
import { clientAddress } from "@/lib/api/client-address";
import { ProcessingWish } from "@/lib/generations/schema";
import {
  countKeyData,
  createProject,
  eraseKeyData,
  objectToChange,
  setConsents,
  setProcessingPolicy,
  updateProject,
} from "@/lib/privacy";
import {
  CreateProject,
  EraseKeyData,
  KeyId,
  ObjectToChange,
  ProjectId,
  SetConsents,
  UpdateProject,
} from "@/lib/privacy/schema";
import { deleteUpload } from "@/lib/uploads";

const anyFactor = { anyFactor: true };
const ById = z.strictObject({ id: z.string().max(64) });

export const revokeSessionAction = action(
  ById,
  async (ctx, { id }) => {
    await revokeSession(ctx, id);
    return { id };
  },
  anyFactor,
);

/** Ends every session of the person but the one that asks. */
export const revokeOtherSessionsAction = action(
  z.strictObject({}),
  async (ctx) => {
    const others = (await listSessions(ctx)).filter((session) => !session.current);
    for (const session of others) await revokeSession(ctx, session.id);
    return { ended: others.length };
  },
  anyFactor,
);

/** Shows once more who it is, for what is only done within ten minutes of that. */
export const stepUpAction = action(
  StepUp,
  async (ctx, proof) => {
    await stepUp(ctx, proof);
    return {};
  },
  anyFactor,
);
/** The same by one of their passkeys, in place of password and code. */
export const beginPasskeyProofAction = action(z.strictObject({}), (ctx) => beginPasskeyProof(ctx), anyFactor);
export const provePasskeyAction = action(
  PasskeyProof,
  async (ctx, proof) => {
    await provePasskey(ctx, proof);
    return {};
  },
  anyFactor,
);
export const demandSecondFactorAction = action(
  DemandSecondFactor,
  async (ctx, request) => {
    await demandSecondFactor(ctx, request);
    return request;
  },
  { proved: true },
);

export const updateProfileAction = action(UpdateProfile, async (ctx, request) => ({
  name: (await updateProfile(ctx, request)).name,
}));
export const updateOrganizationAction = action(UpdateOrganization, async (ctx, request) => ({
  name: (await updateOrganization(ctx, request)).name,
}));
export const changePasswordAction = action(
  ChangePassword,
  (ctx, request) => changePassword(ctx, request),
  anyFactor,
);

/** Whoever holds both mailboxes could take the account over: an open session alone must not ask for it. */
export const requestEmailChangeAction = action(
  RequestEmailChange,
  async (ctx, request) => requestEmailChange(ctx, request, await readLanguage()),
  { proved: true },
);
export const cancelEmailChangeAction = action(z.strictObject({}), async (ctx) => {
  await cancelEmailChange(ctx);
  return {};
});

/** A passkey signs in by itself: an open session alone must not add one, nor take one away. */
export const beginPasskeyAction = action(z.strictObject({}), (ctx) => beginPasskey(ctx), {
  proved: true,
  anyFactor: true,
});
export const addPasskeyAction = action(AddPasskey, (ctx, request) => addPasskey(ctx, request), {
  proved: true,
  anyFactor: true,
});
export const removePasskeyAction = action(
  ById,
  async (ctx, request) => {
    await removePasskey(ctx, request);
    return request;
  },
  { proved: true, anyFactor: true },
);

export const beginSecondFactorAction = action(
  BeginSecondFactor,
  (ctx, request) => beginSecondFactor(ctx, request),
  anyFactor,
);
export const confirmSecondFactorAction = action(
  ConfirmSecondFactor,
  (ctx, request) => confirmSecondFactor(ctx, request),
  anyFactor,
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
export const createProjectAction = action(CreateProject, (ctx, request) => createProject(ctx, request));
export const updateProjectAction = action(
  z.strictObject({ id: ProjectId, change: UpdateProject }),
  (ctx, { id, change }) => updateProject(ctx, id, change),
);
export const setConsentsAction = action(SetConsents, async (ctx, request) =>
  setConsents(ctx, request, clientAddress(await headers())),
);
export const deleteUploadAction = action(ById, async (ctx, { id }) => {
  await deleteUpload(ctx, id);
  return { id };
});

export const countKeyDataAction = action(z.strictObject({ key_id: KeyId }), (ctx, { key_id }) =>
  countKeyData(ctx, key_id),
);
export const eraseKeyDataAction = action(EraseKeyData, (ctx, request) => eraseKeyData(ctx, request));

export const objectToChangeAction = action(ObjectToChange, async (ctx, wish) => {
  await objectToChange(ctx, wish);
  return { id: wish.id };
});
