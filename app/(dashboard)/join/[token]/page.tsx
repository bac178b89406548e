import type { Metadata } from "next";
import { JoinButton } from "@/components/settings/join-button";
import { LinkButton } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { findInvitation } from "@/lib/accounts";
import { requireSession } from "@/lib/api/session";

export const metadata: Metadata = { title: "Join", robots: { index: false }, referrer: "no-referrer" };

/** Where the link of an invitation leads. Looking at it accepts nothing. */
export default async function JoinPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { ctx, user } = await requireSession(`/join/${encodeURIComponent(token)}`);
  const invitation = await findInvitation(ctx, token);
  return (
    <div className="mx-auto max-w-lg">
      <PageHeader title="An invitation" />
      <Card className="pb-4">
        {invitation ? (
          <>
            <CardHeader
              title={`Join ${invitation.organization}?`}
              description={`As ${invitation.role}, with ${user.email}. Your own organization stays; you can go back and forth.`}
            />
            <JoinButton token={token} />
          </>
        ) : (
          <>
            <CardHeader
              title="This invitation does not open anything"
              description={`It was used, is over, or is for another address than ${user.email}. Ask whoever invited you for a new one.`}
            />
            <div className="px-5">
              <LinkButton href="/overview">To the overview</LinkButton>
            </div>
          </>
        )}
      </Card>
    </div>
  );
}
