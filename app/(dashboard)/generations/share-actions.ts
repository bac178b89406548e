"use server";
import { z } from "zod";
import { action } from "@/lib/api/action";
import { linkForSlicer, listShares, revokeShare, shareGeneration } from "@/lib/generations";
import { CreateShare } from "@/lib/generations/schema";

const ById = z.strictObject({ id: z.string().max(64) });

export const shareGenerationAction = action(CreateShare, shareGeneration);
export const listSharesAction = action(ById, (ctx, { id }) => listShares(ctx, id));
export const revokeShareAction = action(ById, (ctx, { id }) => revokeShare(ctx, id));
export const linkForSlicerAction = action(ById, (ctx, { id }) => linkForSlicer(ctx, id));
