"use client";
import { useState } from "react";
import type { OpenInvitation } from "@/lib/accounts";
import { InvitationList, type ListedInvitation } from "./invitation-list";
import { InviteForm } from "./invite-form";
import { LinkOnce } from "./link-once";

/** Who is invited, and the one link that was made last: an earlier one may have ended with it. */
export function Invitations({ invitations }: { invitations: readonly ListedInvitation[] }) {
  const [made, setMade] = useState<OpenInvitation | null>(null);
  const listed = invitations.some(({ id }) => id === made?.id);
  return (
    <>
      <InviteForm onInvited={setMade} />
      {made && !listed && (
        <div className="px-5 pb-4">
          <LinkOnce invitation={made} />
        </div>
      )}
      <InvitationList
        invitations={invitations}
        made={made}
        onResent={setMade}
        onRevoked={(id) => setMade((kept) => (kept?.id === id ? null : kept))}
      />
    </>
  );
}
