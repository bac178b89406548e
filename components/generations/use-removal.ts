"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { deleteGenerationsAction, restoreGenerationsAction } from "@/app/(dashboard)/generations/actions";
import { balanceKey } from "@/components/shell/balance-meter";
import { toast } from "@/components/ui/toast-store";
import type { GenerationPage } from "@/lib/generations/schema";

/** Deletes generations and offers to bring them back; says whether it was done. */
export function useRemoval(): (ids: readonly string[]) => Promise<boolean> {
  const client = useQueryClient();
  const router = useRouter();
  const running = useRef(false);

  async function lookAgain() {
    await client.invalidateQueries({ queryKey: ["generations"] });
    await client.invalidateQueries({ queryKey: ["generation"] });
    await client.invalidateQueries({ queryKey: balanceKey });
    router.refresh();
  }

  async function bringBack(ids: string[]) {
    const result = await restoreGenerationsAction({ ids });
    if (!result.ok)
      return toast({ tone: "danger", title: "Not brought back", description: result.error.message });
    const { restored } = result.data;
    if (restored > 0) toast({ title: restored === 1 ? "It is back" : `${restored} are back` });
    else toast({ tone: "danger", title: "Too late", description: "Pictures and files are gone already." });
    await lookAgain();
  }

  return async (ids) => {
    if (running.current) return false;
    running.current = true;
    const result = await deleteGenerationsAction({ ids: [...ids] }).finally(() => (running.current = false));
    if (!result.ok) {
      toast({ tone: "danger", title: "Not deleted", description: result.error.message });
      return false;
    }
    const { deleted, restorable } = result.data;
    toast({
      title: deleted === 1 ? "Deleted" : `Deleted ${deleted}`,
      description:
        restorable.length > 0
          ? "Pictures, files and shared pages are gone for good in a minute."
          : "Pictures and files are gone.",
      undo: restorable.length > 0 ? () => bringBack(restorable) : undefined,
    });
    client.setQueriesData<GenerationPage>(
      { queryKey: ["generations"] },
      (page) => page && { ...page, data: page.data.filter(({ id }) => !ids.includes(id)) },
    );
    void lookAgain();
    return true;
  };
}
