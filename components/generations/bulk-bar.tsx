"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Download, GitCompareArrows, Trash2, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { deleteGenerationsAction } from "@/app/(dashboard)/generations/actions";
import { balanceKey } from "@/components/shell/balance-meter";
import { Button, LinkButton } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast-store";
import type { Generation, MeshFormat } from "@/lib/generations/schema";
import { downloadAll } from "./download-all";

/** What can be done with the ticked ones. Stands at the foot of the window, where a thumb reaches it. */
export function BulkBar({ chosen, onClear }: { chosen: readonly Generation[]; onClear: () => void }) {
  const client = useQueryClient();
  const router = useRouter();
  const formats = [...new Set(chosen.flatMap(({ files }) => files.map(({ format }) => format)))];
  const shown = chosen.filter(({ preview_url }) => preview_url !== null);
  const name = chosen.length === 1 ? "1 generation" : `${chosen.length} generations`;

  async function remove() {
    const result = await deleteGenerationsAction({ ids: chosen.map(({ id }) => id) });
    if (!result.ok) return toast({ tone: "danger", title: "Not deleted", description: result.error.message });
    toast({ title: `Deleted ${result.data.deleted}`, description: "Pictures and files are gone." });
    onClear();
    await client.invalidateQueries({ queryKey: ["generations"] });
    await client.invalidateQueries({ queryKey: balanceKey });
    router.refresh();
  }

  async function download(format: MeshFormat) {
    const count = await downloadAll(chosen, format);
    toast({ tone: "info", title: `Downloading ${count} ${format.toUpperCase()}` });
  }

  return (
    <div
      role="toolbar"
      aria-label="With the selected generations"
      className="sticky bottom-4 z-20 mx-auto mt-5 flex w-fit max-w-full animate-rise flex-wrap items-center gap-1.5 rounded-2xl border border-line bg-raised p-2 pl-4 shadow-high"
    >
      <span className="mr-2 text-sm font-medium tabular-nums" aria-live="polite">
        {name}
      </span>
      {chosen.length === 2 && shown.length === 2 && (
        <LinkButton size="small" href={`/generations/compare?a=${chosen[0].id}&b=${chosen[1].id}`}>
          <GitCompareArrows aria-hidden className="size-4" /> Compare
        </LinkButton>
      )}
      {formats.length > 0 && (
        <Menu>
          <MenuTrigger asChild>
            <Button size="small">
              <Download aria-hidden className="size-4" /> Download
            </Button>
          </MenuTrigger>
          <MenuContent>
            {formats.map((format) => (
              <MenuItem key={format} onSelect={() => void download(format)}>
                <span className="font-mono uppercase">{format}</span>
              </MenuItem>
            ))}
          </MenuContent>
        </Menu>
      )}
      <ConfirmDialog
        trigger={
          <Button size="small" look="danger-quiet">
            <Trash2 aria-hidden className="size-4" /> Delete
          </Button>
        }
        title={`Delete ${name}?`}
        confirm="Delete for good"
        onConfirm={remove}
      >
        Their pictures, models and files are removed from our disks and cannot be brought back, and pages on
        which they are shared end. What they cost stays in your ledger.
      </ConfirmDialog>
      <Button look="ghost" size="icon-small" aria-label="Select none" onClick={onClear}>
        <X aria-hidden className="size-4" />
      </Button>
    </div>
  );
}
