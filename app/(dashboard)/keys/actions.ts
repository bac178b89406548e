"use server";
import { z } from "zod";
import { action } from "@/lib/api/action";
import {
  createKey,
  CreateKey,
  listKeys,
  revokeKey,
  rotateKey,
  RotateKey,
  updateKey,
  UpdateKey,
} from "@/lib/keys";

const ById = z.strictObject({ id: z.string().max(64) });

export const createKeyAction = action(CreateKey, (ctx, request) => createKey(ctx, request), { proved: true });
export const listKeysAction = action(z.strictObject({}), (ctx) => listKeys(ctx, { leaked: true }));
export const updateKeyAction = action(
  ById.extend({ change: UpdateKey }),
  (ctx, { id, change }) => updateKey(ctx, id, change),
  { proved: true },
);
export const rotateKeyAction = action(
  ById.extend(RotateKey.shape),
  (ctx, { id, ...request }) => rotateKey(ctx, id, request),
  { proved: true },
);
export const revokeKeyAction = action(ById, (ctx, { id }) => revokeKey(ctx, id));
