"use client";
import { useQueryClient } from "@tanstack/react-query";
import { CircleStop, RotateCcw, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { cancelGenerationAction } from "@/app/(dashboard)/generations/actions";
import { balanceKey } from "@/components/shell/balance-meter";
import { Button, LinkButton } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast-store";
import type { Generation } from "@/lib/generations/schema";
import { isLive, nameGeneration } from "./name-generation";
import { ShareDialog } from "./share-dialog";
import { generationKey } from "./use-generation";
import { useRemoval } from "./use-removal";

export function GenerationActions({ generation }: { generation: Generation }) {
  const client = useQueryClient();
  const router = useRouter();
  const removeAll = useRemoval();
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
    if (await removeAll([id])) router.push("/generations");
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
          <RotateCcw aria-hidden className="size-4" />
          <span>
            Again<span className="max-sm:sr-only"> with changes</span>
          </span>
        </LinkButton>
      )}
      {isLive(generation) ? (
        <ConfirmDialog
          trigger={deleteButton()}
          title="Delete this generation?"
          confirm="Stop and delete"
          onConfirm={remove}
        >
          The work stops, and its {generation.credits_used} credits go back to your balance. That cannot be
          undone.
        </ConfirmDialog>
      ) : (
        deleteButton(remove)
      )}
    </>
  );
}

const deleteButton = (onClick?: () => Promise<void>) => (
  <Button look="danger-quiet" size="icon" aria-label="Delete this generation" onClick={onClick}>
    <Trash2 aria-hidden className="size-4" />
  </Button>
);
