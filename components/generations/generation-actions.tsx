"use client";
import { useQueryClient } from "@tanstack/react-query";
import { CircleStop, RotateCcw, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { cancelGenerationAction, deleteGenerationAction } from "@/app/(dashboard)/generations/actions";
import { balanceKey } from "@/components/shell/balance-meter";
import { Button, LinkButton } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast-store";
import type { Generation } from "@/lib/generations/schema";
import { isLive, nameGeneration } from "./name-generation";
import { ShareDialog } from "./share-dialog";
import { generationKey } from "./use-generation";

export function GenerationActions({ generation }: { generation: Generation }) {
  const client = useQueryClient();
  const router = useRouter();
  const { id } = generation;

  async function cancel() {
    const result = await cancelGenerationAction({ id });
    if (!result.ok)
      return toast({ tone: "danger", title: "Not cancelled", description: result.error.message });
    client.setQueryData(generationKey(id), result.data);
    toast({ title: "Cancelled", description: "The credits are back on your balance." });
    await client.invalidateQueries({ queryKey: balanceKey });
  }

  async function remove() {
    const result = await deleteGenerationAction({ id });
    if (!result.ok) return toast({ tone: "danger", title: "Not deleted", description: result.error.message });
    toast({ title: "Deleted", description: "Picture and files are gone." });
    client.removeQueries({ queryKey: ["generations"] });
    await client.invalidateQueries({ queryKey: balanceKey });
    router.push("/generations");
    router.refresh();
  }

  return (
    <>
      {generation.status === "completed" && generation.preview_url && (
        <ShareDialog id={id} name={nameGeneration(generation)} />
      )}
      {isLive(generation) ? (
        <ConfirmDialog
          trigger={
            <Button>
              <CircleStop aria-hidden className="size-4" /> Cancel
            </Button>
          }
          title="Cancel this generation?"
          confirm="Cancel it"
          onConfirm={cancel}
        >
          The work stops, and its {generation.credits_used} credits go back to your balance.
        </ConfirmDialog>
      ) : (
        <LinkButton href={`/generate?from=${id}`}>
          <RotateCcw aria-hidden className="size-4" /> Again with changes
        </LinkButton>
      )}
      <ConfirmDialog
        trigger={
          <Button look="danger-quiet" size="icon" aria-label="Delete this generation">
            <Trash2 aria-hidden className="size-4" />
          </Button>
        }
        title="Delete this generation?"
        confirm="Delete for good"
        onConfirm={remove}
      >
        Its picture, model and files are removed from our disks and cannot be brought back. What it cost stays
        in your ledger.
      </ConfirmDialog>
    </>
  );
}
