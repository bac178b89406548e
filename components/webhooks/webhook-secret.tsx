"use client";
import { Button } from "@/components/ui/button";
import { DialogContent } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { SecretLine } from "@/components/ui/secret-line";

/** The secret that verifies signatures, shown this once. */
export function WebhookSecret({ secret, onDone }: { secret: string; onDone: () => void }) {
  return (
    <DialogContent
      lock
      className="max-w-lg"
      title="Copy the secret now"
      description="It is shown this once. Your receiver needs it to know that an event is ours."
    >
      <div className="mt-5 grid gap-4">
        <SecretLine secret={secret} />
        <Notice>
          Set it as <code className="font-mono">WEBHOOK_SECRET</code> where your receiver runs, then send a
          test event from the endpoint&apos;s page.
        </Notice>
        <Button look="primary" onClick={onDone} className="justify-self-end">
          I have copied it
        </Button>
      </div>
    </DialogContent>
  );
}
