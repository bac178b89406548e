"use server";
import { revalidatePath } from "next/cache";
import type { ReviewRefusal } from "@/components/accounts/review-form";
import { askForReview, AskForReview } from "@/lib/accounts";
import { action } from "@/lib/api/action";

const ask = action(AskForReview, askForReview, { anyFactor: true });

/** From the form of the notice, which needs no script. What is wrong stands beside what was written. */
export async function askForReviewAction(
  _before: ReviewRefusal | null,
  form: FormData,
): Promise<ReviewRefusal | null> {
  const statement = String(form.get("statement"));
  const result = await ask({ statement });
  if (!result.ok) return { message: result.error.errors?.statement?.[0] ?? result.error.message, statement };
  revalidatePath("/", "layout");
  return null;
}
