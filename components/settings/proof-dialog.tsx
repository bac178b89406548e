"use client";
import { useState } from "react";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import type { ActionResult } from "@/lib/api/action-result";
import { DialogForm } from "./dialog-form";
import { useProof } from "./use-proof";

const nothing = (): Promise<ActionResult<object>> => Promise.resolve({ ok: true, data: {} });

/** Asks who it is, where a single press needed the answer. */
export function ProofDialog({ onProved, onClose }: { onProved: () => Promise<void>; onClose: () => void }) {
  const { prove, fields } = useProof(true);
  const [pending, setPending] = useState(false);

  async function submit() {
    setPending(true);
    if ((await prove(nothing)).ok) await onProved();
    setPending(false);
  }

  return (
    <Dialog open onOpenChange={(open) => !open && !pending && onClose()}>
      <DialogContent
        className="max-w-md"
        title="Is it you?"
        description="What concerns money or how you get in is done within ten minutes of showing that."
      >
        <DialogForm
          pending={pending}
          send="Go on"
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          {fields}
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}
