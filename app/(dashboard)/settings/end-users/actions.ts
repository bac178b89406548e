"use server";
import { action } from "@/lib/api/action";
import { signDpa } from "@/lib/policies";
import { SignDpa } from "@/lib/policies/schema";

export const signDpaAction = action(SignDpa, (ctx, request) => signDpa(ctx, request));
