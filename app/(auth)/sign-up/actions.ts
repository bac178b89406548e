"use server";
import { headers } from "next/headers";
import { z } from "zod";
import { AgeAnswer, ConfirmSignUp, SignUp } from "@/lib/accounts";
import { publicAction } from "@/lib/api/action";
import { clientAddress } from "@/lib/api/client-address";
import { passAgeGate } from "@/lib/api/pass-age-gate";
import { confirmSignUp, requestSignUp } from "@/lib/credits";
import { AcceptedPolicies } from "@/lib/policies/schema";

export const answerAgeAction = publicAction(AgeAnswer, async (answer) => {
  await passAgeGate(answer);
  return {};
});

export const signUpAction = publicAction(
  z.strictObject({ ...SignUp.shape, age: AgeAnswer, accepted: AcceptedPolicies }),
  async ({ age, organization_name: organizationName, ...person }, requestId) => {
    await passAgeGate(age);
    const asker = { requestId, address: clientAddress(await headers()) };
    const { checkMail } = await requestSignUp({ ...person, organizationName }, asker);
    return { email: person.email, checkMail };
  },
);

export const confirmSignUpAction = publicAction(ConfirmSignUp, async (request, requestId) =>
  confirmSignUp(request, { requestId, address: clientAddress(await headers()) }),
);
