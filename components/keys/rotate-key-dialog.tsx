"use client";
import type { ReactNode } from "react";
import { rotateKeyAction } from "@/app/(dashboard)/keys/actions";
import { DialogContent } from "@/components/ui/dialog";
import type { ApiKey } from "@/lib/keys/schema";
import { NewSecret } from "./new-secret";
import { RotateSecretDialog } from "./rotate-secret-dialog";

/** Gives a key a new secret. */
export function RotateKeyDialog({
  apiKey,
  base,
  trigger,
}: {
  apiKey: ApiKey;
  base: string;
  trigger: ReactNode;
}) {
  return (
    <RotateSecretDialog
      title={`Rotate “${apiKey.name}”`}
      description="The key gets a new secret and keeps its name, scopes and bounds."
      present={`The present one, ${apiKey.masked}`}
      goesOn="Works"
      queryKey="keys"
      rotate={(hours) => rotateKeyAction({ id: apiKey.id, overlap_hours: hours })}
      trigger={trigger}
    >
      {(secret, onDone) => (
        <DialogContent
          lock
          className="max-w-lg"
          title="Copy the new secret now"
          description="It is shown this once. We keep only a fingerprint of it and cannot show it again."
        >
          <NewSecret secret={secret} base={base} onDone={onDone} />
        </DialogContent>
      )}
    </RotateSecretDialog>
  );
}
