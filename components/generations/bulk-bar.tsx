"use client";
import { Download, GitCompareArrows, Trash2, X } from "lucide-react";
import { Button, LinkButton } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast-store";
import type { Generation, MeshFormat } from "@/lib/generations/schema";
import { downloadAll } from "./download-all";
import { isLive } from "./name-generation";
import { useRemoval } from "./use-removal";

/** What can be done with the ticked ones. Stands at the foot of the window, where a thumb reaches it. */
export function BulkBar({ chosen, onClear }: { chosen: readonly Generation[]; onClear: () => void }) {
  const removeAll = useRemoval();
  const running = chosen.filter(isLive).length;
  const formats = [...new Set(chosen.flatMap(({ files }) => files.map(({ format }) => format)))];
  const shown = chosen.filter(({ preview_url }) => preview_url !== null);
  const name = chosen.length === 1 ? "1 generation" : `${chosen.length} generations`;

  async function remove() {
    if (await removeAll(chosen.map(({ id }) => id))) onClear();
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
      {running > 0 ? (
        <ConfirmDialog
          trigger={deleteButton()}
          title={`Delete ${name}?`}
          confirm="Stop and delete"
          onConfirm={remove}
        >
          {running === 1 ? "One of them still runs" : `${running} of them still run`}: the work stops, and the
          credits go back to your balance. That cannot be undone.
        </ConfirmDialog>
      ) : (
        deleteButton(remove)
      )}
      <Button look="ghost" size="icon-small" aria-label="Select none" onClick={onClear}>
        <X aria-hidden className="size-4" />
      </Button>
    </div>
  );
}

const deleteButton = (onClick?: () => Promise<void>) => (
  <Button size="small" look="danger-quiet" onClick={onClick}>
    <Trash2 aria-hidden className="size-4" /> Delete
  </Button>
);
