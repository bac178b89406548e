import type { Metadata } from "next";
import Link from "next/link";
import { PrivacyFrame } from "@/components/privacy/privacy-frame";
import { ConsentCard } from "@/components/settings/consent-card";
import { Card, CardHeader } from "@/components/ui/card";
import { formatMoment } from "@/components/ui/format";
import { requireSession } from "@/lib/api/session";
import { listAcceptances } from "@/lib/policies";
import { policyTitles } from "@/lib/policies/schema";
import { getConsents, listConsentHistory } from "@/lib/privacy";
import { listChoices } from "@/lib/visitors";

export const metadata: Metadata = { title: "Consents" };

const through: Record<string, string> = {
  key: "through the API",
  session: "in the portal",
  policy: "ended by a new policy",
};
const occasions: Record<string, string> = { sign_up: "at the sign-up", change: "in the portal" };

export default async function ConsentsPage() {
  const { ctx, user, role } = await requireSession("/privacy/consents");
  const [consents, history, acceptances, choices] = await Promise.all([
    getConsents(ctx),
    listConsentHistory(ctx),
    listAcceptances(ctx),
    listChoices(user.id),
  ]);
  return (
    <PrivacyFrame at="/privacy/consents">
      <ConsentCard consents={consents.data} mayChange={role === "owner" || role === "admin"} />
      <History
        title="What your organization said"
        none="Nothing yet. Each switch above, on or off, is written down here with its day."
        lines={history.map(({ id, purpose, given, version, source, saidAt }) => ({
          id,
          what: `${purpose.replaceAll("_", " ")}: ${given ? "yes" : "no"} to version ${version}, ${through[source] ?? source}`,
          when: saidAt,
        }))}
      />
      <History
        title="Policies that you accepted"
        none="None yet. Each version that you accept stands here, with the digest of its text."
        lines={acceptances.map(({ document, version, sha256, occasion, acceptedAt }) => ({
          id: `${document}${version}${acceptedAt.toISOString()}`,
          what: `${policyTitles[document]}, version ${version}, ${occasions[occasion] ?? occasion}`,
          href: `/legal/${document}/${version}`,
          note: `SHA-256 ${sha256}`,
          when: acceptedAt.toISOString(),
        }))}
      />
      <History
        title="What you said about cookies while signed in"
        none="Nothing yet. What you choose in the cookie settings while signed in stands here."
        lines={choices.map(({ analytics, preferences, signal, createdAt }) => ({
          id: createdAt.toISOString(),
          what: `Analytics ${analytics ? "yes" : "no"}, preferences ${preferences ? "yes" : "no"}${signal ? ", with an opt-out signal" : ""}`,
          when: createdAt.toISOString(),
        }))}
      />
    </PrivacyFrame>
  );
}

interface Line {
  id: string;
  what: string;
  href?: string;
  note?: string;
  when: string;
}

function History({ title, none, lines }: { title: string; none: string; lines: readonly Line[] }) {
  return (
    <Card>
      <CardHeader title={title} />
      {lines.length === 0 && <p className="border-t border-line px-5 py-4 text-sm text-secondary">{none}</p>}
      <ul>
        {lines.map(({ id, what, href, note, when }) => (
          <li
            key={id}
            className="flex flex-wrap justify-between gap-x-6 border-t border-line px-5 py-2.5 text-sm"
          >
            <span className="min-w-0">
              {href ? (
                <Link href={href} className="underline underline-offset-4">
                  {what}
                </Link>
              ) : (
                what
              )}
              {note && (
                <span className="block font-mono text-xs [overflow-wrap:anywhere] text-faint">{note}</span>
              )}
            </span>
            <time dateTime={when} className="text-note text-secondary">
              {formatMoment(when)}
            </time>
          </li>
        ))}
      </ul>
    </Card>
  );
}
