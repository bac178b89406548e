"use server";
import { revalidatePath } from "next/cache";
import { askForReview, AskForReview } from "@/lib/accounts";
import { action } from "@/lib/api/action";

const ask = action(AskForReview, askForReview, { anyFactor: true });

/** From the form of the notice, which needs no script: whatever is wrong leaves the notice as it was. */
export async function askForReviewAction(form: FormData): Promise<void> {
  const result = await ask({ statement: String(form.get("statement")) });
  if (result.ok) revalidatePath("/", "layout");
}
