"use server";
import { headers } from "next/headers";
import { z } from "zod";
import { beginPasskeySignIn } from "@/lib/accounts";
import { publicAction } from "@/lib/api/action";
import { clientAddress } from "@/lib/api/client-address";

export const beginPasskeySignInAction = publicAction(z.strictObject({}), async () =>
  beginPasskeySignIn(clientAddress(await headers())),
);
