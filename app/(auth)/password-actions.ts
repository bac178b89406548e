"use server";
import { headers } from "next/headers";
import { requestReset, RequestReset, resetPassword, ResetPassword } from "@/lib/accounts";
import { publicAction } from "@/lib/api/action";
import { clientAddress } from "@/lib/api/client-address";

export const requestResetAction = publicAction(RequestReset, async (request) => {
  await requestReset(request, clientAddress(await headers()));
  return { email: request.email };
});

export const resetPasswordAction = publicAction(ResetPassword, async (request, requestId) => {
  await resetPassword(request, { address: clientAddress(await headers()), requestId });
  return {};
});
