"use server";
import { z } from "zod";
import { action } from "@/lib/api/action";
import { createKey, CreateKey, KeyName, listKeys, renameKey, revokeKey } from "@/lib/keys";

const ById = z.strictObject({ id: z.string().max(64) });

export const createKeyAction = action(CreateKey, (ctx, request) => createKey(ctx, request));
export const listKeysAction = action(z.strictObject({}), (ctx) => listKeys(ctx));
export const renameKeyAction = action(ById.extend({ name: KeyName }), (ctx, { id, name }) =>
  renameKey(ctx, id, { name }),
);
export const revokeKeyAction = action(ById, (ctx, { id }) => revokeKey(ctx, id));
