"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import type { CreatedKey } from "@/lib/keys/schema";
import type { AttestationText } from "./attestation-text";
import { CreateKeyForm } from "./create-key-form";
import type { KeyProject } from "./project-field";
import { NewSecret } from "./new-secret";

/** Asks for a key's name and kind, then shows the secret this once. */
export function CreateKeyDialog({
  base,
  projects,
  attest,
  startOpen = false,
}: {
  base: string;
  projects: readonly KeyProject[];
  attest: AttestationText | null;
  startOpen?: boolean;
}) {
  const client = useQueryClient();
  const [open, setOpen] = useState(startOpen);
  const [created, setCreated] = useState<CreatedKey | null>(null);

  function change(next: boolean) {
    setOpen(next);
    if (!next) setCreated(null);
    // The address that opened it must not open it again on a reload.
    if (!next && startOpen) window.history.replaceState(null, "", "/keys");
  }

  function onCreated(key: CreatedKey) {
    setCreated(key);
    void client.invalidateQueries({ queryKey: ["keys"] });
  }

  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>
        <Button look="primary">
          <Plus aria-hidden className="size-4" /> New key
        </Button>
      </DialogTrigger>
      {created ? (
        <DialogContent
          lock
          className="max-w-lg"
          title="Copy your key now"
          description="It is shown this once. We keep only a fingerprint of it and cannot show it again."
        >
          <NewSecret secret={created.secret} base={base} onDone={() => change(false)} />
        </DialogContent>
      ) : (
        <DialogContent
          title="New API key"
          description="One key for each place that uses it makes it easy to revoke just that one."
        >
          <CreateKeyForm projects={projects} attest={attest} onCreated={onCreated} />
        </DialogContent>
      )}
    </Dialog>
  );
}
