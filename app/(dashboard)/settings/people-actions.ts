"use server";
import { z } from "zod";
import {
  acceptInvitation,
  changeRole,
  ChangeRole,
  inviteMember,
  InviteMember,
  removeMember,
  resendInvitation,
  revokeInvitation,
  switchOrganization,
} from "@/lib/accounts";
import { action } from "@/lib/api/action";

const ById = z.strictObject({ id: z.string().max(64) });

export const inviteMemberAction = action(InviteMember, (ctx, request) => inviteMember(ctx, request));
export const revokeInvitationAction = action(ById, async (ctx, { id }) => {
  await revokeInvitation(ctx, id);
  return { id };
});
export const resendInvitationAction = action(ById, (ctx, request) => resendInvitation(ctx, request));
export const changeRoleAction = action(ChangeRole, async (ctx, request) => {
  await changeRole(ctx, request);
  return request;
});
export const acceptInvitationAction = action(
  z.strictObject({ token: z.string().max(100) }),
  async (ctx, request) => {
    await acceptInvitation(ctx, request);
    return {};
  },
  { anyFactor: true },
);
export const removeMemberAction = action(
  z.strictObject({ user_id: z.string().max(64) }),
  async (ctx, request) => {
    await removeMember(ctx, request);
    return request;
  },
);
export const switchOrganizationAction = action(
  ById,
  async (ctx, request) => {
    await switchOrganization(ctx, request);
    return request;
  },
  { anyFactor: true },
);
