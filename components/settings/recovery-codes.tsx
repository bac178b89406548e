"use client";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogContent } from "@/components/ui/dialog";

/** Shown once: a press beside it does not close it. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  return (
    <Dialog open>
      <DialogContent
        lock
        title="Your recovery codes"
        description="Each signs you in once, without the authenticator. Keep them where you keep passwords: they are not shown again."
      >
        <ol className="mt-4 grid gap-1 rounded-lg border border-line bg-muted px-4 py-3 font-mono text-note">
          {codes.map((code) => (
            <li key={code} className="break-all">
              {code}
            </li>
          ))}
        </ol>
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <CopyButton text={codes.join("\n")} label="Copy all" showLabel />
          <Button look="primary" onClick={onKept}>
            I have kept them
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  );
}
