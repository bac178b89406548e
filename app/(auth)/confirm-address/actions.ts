"use server";
import { headers } from "next/headers";
import { readLanguage } from "@/components/site/read-language";
import { ConfirmEmailChange, confirmEmailChange } from "@/lib/accounts";
import { publicAction } from "@/lib/api/action";
import { clientAddress } from "@/lib/api/client-address";
import { findSignedIn } from "@/lib/api/session";

/** Open to whoever has the mail: its mailbox may be read on another device than the one that asked. */
export const confirmEmailChangeAction = publicAction(ConfirmEmailChange, async (request, requestId) =>
  confirmEmailChange(request, {
    requestId,
    address: clientAddress(await headers()),
    signedInAs: (await findSignedIn())?.user.id,
    language: await readLanguage(),
  }),
);
