"use client";
import { useRouter } from "next/navigation";
import { setProcessingPolicyAction } from "@/app/(dashboard)/settings/actions";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast-store";
import { useForm } from "@/components/ui/use-form";
import type { ProcessingWish } from "@/lib/generations/schema";
import { useRules } from "./use-rules";

/** The rules that hold for everything the organization sends; a request can only be stricter. */
export function PolicyForm({
  policy,
  processors,
  mayChange,
}: {
  policy: ProcessingWish;
  processors: readonly string[];
  mayChange: boolean;
}) {
  const router = useRouter();
  const { fields, read } = useRules(policy, { processors });
  const { form, pending, errorOf, problem } = useForm({
    schema: async () => (await import("@/lib/generations/schema")).ProcessingWish,
    read,
    send: setProcessingPolicyAction,
    onDone: () => {
      toast({ title: "These rules hold from the next submission on", undo: back });
      router.refresh();
    },
  });

  async function back() {
    const result = await setProcessingPolicyAction(policy);
    toast(
      result.ok
        ? { title: "The rules are as they were" }
        : { tone: "danger", title: "Not changed back", description: result.error.message },
    );
    router.refresh();
  }

  return (
    <Card>
      <CardHeader
        title="Who may process your data"
        description="Holds for everything that your organization sends. A single request can ask for more care, never for less."
      />
      <form {...form} className="border-t border-line px-5 py-4">
        <fieldset disabled={!mayChange} className="grid gap-5 sm:grid-cols-2">
          {problem && (
            <Notice tone="danger" className="sm:col-span-2">
              {problem}
            </Notice>
          )}
          {fields(errorOf)}
          {mayChange ? (
            <Button type="submit" look="primary" pending={pending} className="justify-self-end sm:col-span-2">
              Save the rules
            </Button>
          ) : (
            <p className="text-note text-secondary sm:col-span-2">
              Owners and admins of your organization set these rules.
            </p>
          )}
        </fieldset>
      </form>
    </Card>
  );
}
