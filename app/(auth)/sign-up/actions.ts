"use server";
import { z } from "zod";
import { AgeAnswer, SignUp } from "@/lib/accounts";
import { publicAction } from "@/lib/api/action";
import { passAgeGate } from "@/lib/api/pass-age-gate";
import { signUp } from "@/lib/credits";
import { AcceptedPolicies } from "@/lib/policies/schema";

export const answerAgeAction = publicAction(AgeAnswer, async (answer) => {
  await passAgeGate(answer);
  return {};
});

export const signUpAction = publicAction(
  z.strictObject({ ...SignUp.shape, age: AgeAnswer, accepted: AcceptedPolicies }),
  async ({ age, organization_name: organizationName, ...person }, requestId) => {
    await passAgeGate(age);
    await signUp({ ...person, organizationName }, { requestId });
    return { email: person.email };
  },
);
