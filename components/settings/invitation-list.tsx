"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { resendInvitationAction, revokeInvitationAction } from "@/app/(dashboard)/settings/people-actions";
import { Button } from "@/components/ui/button";
import { formatDate } from "@/components/ui/format";
import { toast } from "@/components/ui/toast-store";
import type { OpenInvitation } from "@/lib/accounts";
import { LinkOnce } from "./link-once";

export interface ListedInvitation {
  id: string;
  email: string;
  role: string;
  expiresAt: string;
  daysLeft: number;
}

export function InvitationList({
  invitations,
  made,
  onResent,
  onRevoked,
}: {
  invitations: readonly ListedInvitation[];
  /** Whose link is shown. */
  made: OpenInvitation | null;
  onResent: (invitation: OpenInvitation) => void;
  onRevoked: (id: string) => void;
}) {
  const router = useRouter();
  const [pending, setPending] = useState<string | null>(null);

  async function resend(id: string) {
    setPending(id);
    const result = await resendInvitationAction({ id });
    setPending(null);
    if (result.ok) onResent(result.data);
    else toast({ tone: "danger", title: "Not sent again", description: result.error.message });
    router.refresh();
  }

  async function revoke(id: string) {
    const result = await revokeInvitationAction({ id });
    if (result.ok) onRevoked(id);
    toast(
      result.ok
        ? { title: "The link opens nothing any more" }
        : { tone: "danger", title: "Not taken back", description: result.error.message },
    );
    router.refresh();
  }

  return (
    <ul>
      {invitations.map(({ id, email, role, expiresAt, daysLeft }) => (
        <li key={id} className="grid grid-cols-[minmax(0,1fr)] gap-3 border-t border-line px-5 py-3">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <div className="min-w-0">
              <p className="truncate text-sm font-medium">{email}</p>
              <p className="text-note text-secondary">
                {role} · invited, until {formatDate(expiresAt)} (
                {daysLeft > 1 ? `${daysLeft} days left` : "the last day"})
              </p>
            </div>
            <div className="flex gap-1 max-sm:-ml-2">
              <Button
                size="small"
                look="ghost"
                pending={pending === id}
                onClick={() => resend(id)}
                aria-label={`Send again: ${email}`}
              >
                Send again
              </Button>
              <Button size="small" look="ghost" onClick={() => revoke(id)} aria-label={`Take back: ${email}`}>
                Take back
              </Button>
            </div>
          </div>
          {made?.id === id && <LinkOnce invitation={made} />}
        </li>
      ))}
    </ul>
  );
}
