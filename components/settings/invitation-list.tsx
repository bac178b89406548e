"use client";
import { useRouter } from "next/navigation";
import { revokeInvitationAction } from "@/app/(dashboard)/settings/people-actions";
import { Button } from "@/components/ui/button";
import { formatDate } from "@/components/ui/format";
import { toast } from "@/components/ui/toast-store";

export function InvitationList({
  invitations,
}: {
  invitations: readonly { id: string; email: string; role: string; expiresAt: string }[];
}) {
  const router = useRouter();

  async function revoke(id: string) {
    const result = await revokeInvitationAction({ id });
    toast(
      result.ok
        ? { title: "The link opens nothing any more" }
        : { tone: "danger", title: "Not taken back", description: result.error.message },
    );
    router.refresh();
  }

  return (
    <ul>
      {invitations.map(({ id, email, role, expiresAt }) => (
        <li key={id} className="flex items-center justify-between gap-4 border-t border-line px-5 py-3">
          <div className="min-w-0">
            <p className="truncate text-sm font-medium">{email}</p>
            <p className="text-note text-secondary">
              {role} · invited, until {formatDate(expiresAt)}
            </p>
          </div>
          <Button size="small" look="ghost" onClick={() => revoke(id)} aria-label={`Take back: ${email}`}>
            Take back
          </Button>
        </li>
      ))}
    </ul>
  );
}
