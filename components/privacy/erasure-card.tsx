"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import {
  cancelPrivacyRequestAction,
  closeAccountAction,
  confirmErasureAction,
  openPrivacyRequestAction,
} from "@/app/(dashboard)/privacy/actions";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { toast } from "@/components/ui/toast-store";
import type { ErasurePreview, PrivacyRequest } from "@/lib/privacy/schema";
import { PasswordStep } from "./password-step";

const names = (list: readonly { name: string }[]): string => list.map(({ name }) => `“${name}”`).join(", ");

/** Two ways to leave, kept apart: closing keeps things for two years, erasing removes them after 72 hours. */
export function ErasureCard({
  requests,
  preview,
}: {
  requests: readonly PrivacyRequest[];
  preview: ErasurePreview;
}) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const first = requests.find(({ type, status }) => type === "erasure" && status === "unconfirmed");
  const under = requests.some(
    ({ type, status }) => type === "erasure" && ["waiting", "in_progress", "partial"].includes(status),
  );

  async function run(work: () => ReturnType<typeof cancelPrivacyRequestAction>) {
    setPending(true);
    const result = await work();
    setPending(false);
    if (!result.ok) toast({ tone: "danger", title: "Not done", description: result.error.message });
    router.refresh();
  }

  if (under) return null;
  return (
    <Card>
      <CardHeader
        title="Leave"
        description="Closing ends your account and keeps things for two years, as the policy says. Erasing removes them everywhere."
      />
      <div className="grid gap-4 border-t border-line px-5 py-4">
        {first ? (
          <div className="grid gap-3 text-sm" data-erasure="unconfirmed">
            <p className="font-medium">Step 2 of 2: look at what goes, then confirm</p>
            <ul className="grid list-disc gap-1 pl-5 text-secondary">
              <li>You: your name, address, password, sessions and choices</li>
              {preview.organizations.length > 0 && (
                <li>
                  {names(preview.organizations)}: keys, pictures, models, prompts, webhooks, tickets and
                  settings
                </li>
              )}
              {preview.other_members > 0 && (
                <li>{preview.other_members} other people lose these organizations; each is told by mail</li>
              )}
              {preview.staying.length > 0 && (
                <li>{names(preview.staying)} stay, for others own them as well</li>
              )}
              <li>
                What the law makes us keep stays without your name, such as payment records for seven years;
                the receipt lists it
              </li>
            </ul>
            <p className="text-secondary">
              Nothing new is processed from the confirmation on, and {preview.undo_hours} hours later the
              erasure begins. Until then you can undo it here.
            </p>
            <div className="flex flex-wrap gap-2">
              <PasswordStep
                trigger={<Button look="danger">Confirm the erasure</Button>}
                title="Erase everything?"
                description={`It begins in ${preview.undo_hours} hours. Until then you can undo it in the privacy centre.`}
                confirm="Erase everything"
                danger
                send={(proof) => confirmErasureAction({ id: first.id, ...proof })}
                onDone={() => router.refresh()}
              />
              <Button
                pending={pending}
                onClick={() => run(() => cancelPrivacyRequestAction({ id: first.id }))}
              >
                Keep everything
              </Button>
            </div>
          </div>
        ) : (
          <div className="flex flex-wrap gap-2">
            <PasswordStep
              trigger={<Button>Close the account</Button>}
              title="Close the account?"
              description="You are signed out and cannot sign in again; your API keys stop working. What is kept is erased two years later, or sooner if you ask for it."
              confirm="Close the account"
              danger
              send={closeAccountAction}
              onDone={() => router.push("/")}
            />
            <Button
              look="danger-quiet"
              pending={pending}
              onClick={() => run(() => openPrivacyRequestAction({ type: "erasure" }))}
            >
              Erase everything
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}
