"use server";
import { SignUp } from "@/lib/accounts";
import { publicAction } from "@/lib/api/action";
import { signUp } from "@/lib/credits";

export const signUpAction = publicAction(
  SignUp,
  async ({ email, password, name, organization_name }, requestId) => {
    await signUp({ email, password, name, organizationName: organization_name }, { requestId });
    return { email };
  },
);
