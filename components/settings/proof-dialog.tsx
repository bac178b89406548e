"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import type { ActionResult } from "@/lib/api/action-result";
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
        <form
          className="mt-4 grid gap-5"
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          {fields}
          <Button type="submit" look="primary" pending={pending} className="justify-self-end">
            Go on
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}
