import type { ActionResult } from "@/lib/api/action-result";
import { toast } from "@/components/ui/toast-store";

/** Leaves for the page that an action opened, or says why there is none. False where the visitor stays. */
export async function goToStripe(asked: Promise<ActionResult<{ url: string | null }>>): Promise<boolean> {
  const result = await asked.catch(() => undefined);
  if (result?.ok && result.data.url) {
    window.location.assign(result.data.url);
    return true;
  }
  const why = result?.ok ? "That page is over. Choose again." : result?.error.message;
  toast({
    tone: "danger",
    title: "Nothing was charged",
    description: why ?? "The server cannot be reached.",
  });
  return false;
}
