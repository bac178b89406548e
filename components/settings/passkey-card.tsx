"use client";
import { KeyRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Ago } from "@/components/ui/ago";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Dialog, DialogTrigger } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast-store";
import type { ListedPasskey } from "@/lib/accounts";
import { AddPasskeyDialog, RemovePasskeyDialog } from "./passkey-changes";

/** The devices that sign the person in without a password. */
export function PasskeyCard({ passkeys }: { passkeys: readonly ListedPasskey[] }) {
  const router = useRouter();
  const [open, setOpen] = useState<string | null>(null);

  function done(title: string, description: string) {
    setOpen(null);
    toast({ title, description });
    router.refresh();
  }

  return (
    <Card>
      <CardHeader
        title="Passkeys"
        description="Sign in by unlocking your phone, computer or security key. Nothing has to be typed, so nothing can be given to the wrong page; it stands for password and code together."
        action={
          <Dialog open={open === "add"} onOpenChange={(next) => setOpen(next ? "add" : null)}>
            <DialogTrigger asChild>
              <Button size="small">Add a passkey</Button>
            </DialogTrigger>
            <AddPasskeyDialog
              onDone={(name) =>
                done(`${name} is added`, "Choose Use a passkey the next time that you sign in.")
              }
            />
          </Dialog>
        }
      />
      {passkeys.length > 0 && (
        <ul className="border-t border-line">
          {passkeys.map(({ id, name, created_at: added, last_used_at: used }) => (
            <li
              key={id}
              data-passkey={id}
              className="flex items-center gap-3 border-b border-line px-5 py-3 text-sm last:border-b-0"
            >
              <KeyRound aria-hidden className="size-5 shrink-0 text-faint" />
              <div className="min-w-0 flex-1">
                <p className="truncate font-medium">{name}</p>
                <p className="text-note text-faint">
                  Added <Ago time={added} />
                  {used ? (
                    <>
                      , last used <Ago time={used} />
                    </>
                  ) : (
                    ", not used yet"
                  )}
                </p>
              </div>
              <Dialog open={open === id} onOpenChange={(next) => setOpen(next ? id : null)}>
                <DialogTrigger asChild>
                  <Button size="small" aria-label={`Remove ${name}`}>
                    Remove
                  </Button>
                </DialogTrigger>
                <RemovePasskeyDialog
                  id={id}
                  name={name}
                  onDone={() => done(`${name} is removed`, "That device signs in no more.")}
                />
              </Dialog>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
