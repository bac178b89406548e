"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Ban, Pencil, RotateCw } from "lucide-react";
import { revokeKeyAction } from "@/app/(dashboard)/keys/actions";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast-store";
import type { ApiKey } from "@/lib/keys/schema";
import { EditKeyDialog } from "./edit-key-dialog";
import type { KeyProject } from "./project-field";
import { RotateKeyDialog } from "./rotate-key-dialog";

/** What can be done with a key. */
export function KeyMenu({
  apiKey,
  base,
  projects,
}: {
  apiKey: ApiKey;
  base: string;
  projects: readonly KeyProject[];
}) {
  const client = useQueryClient();

  async function revoke() {
    const result = await revokeKeyAction({ id: apiKey.id });
    if (!result.ok) return toast({ tone: "danger", title: "Not revoked", description: result.error.message });
    toast({ title: `“${apiKey.name}” is revoked`, description: "Calls with it are refused from now on." });
    await client.invalidateQueries({ queryKey: ["keys"] });
  }

  return (
    <span className="inline-flex gap-1">
      <EditKeyDialog
        apiKey={apiKey}
        projects={projects}
        trigger={
          <Button look="ghost" size="icon-small" aria-label={`Edit ${apiKey.name}`}>
            <Pencil aria-hidden className="size-4" />
          </Button>
        }
      />
      <RotateKeyDialog
        apiKey={apiKey}
        base={base}
        trigger={
          <Button look="ghost" size="icon-small" aria-label={`Rotate ${apiKey.name}`}>
            <RotateCw aria-hidden className="size-4" />
          </Button>
        }
      />
      <ConfirmDialog
        trigger={
          <Button
            look="ghost"
            size="icon-small"
            aria-label={`Revoke ${apiKey.name}`}
            className="hover:bg-danger-soft hover:text-danger"
          >
            <Ban aria-hidden className="size-4" />
          </Button>
        }
        title={`Revoke “${apiKey.name}”?`}
        confirm="Revoke the key"
        onConfirm={revoke}
      >
        Everything that uses {apiKey.masked} stops working within seconds. This cannot be taken back; you can
        make a new key at any time.
      </ConfirmDialog>
    </span>
  );
}
