import type { Metadata } from "next";
import { PlaceHoldForm, ReleaseHold } from "@/components/admin/hold-forms";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { formatDate } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { Table, Td, Th } from "@/components/ui/table";
import { requirePrivacyStaff } from "@/lib/api/staff/privacy-staff";
import { listHolds } from "@/lib/privacy";
import type { LegalHold } from "@/lib/privacy/schema";

export const metadata: Metadata = { title: "Legal holds", robots: { index: false } };

export default async function HoldsPage() {
  const holds = await listHolds(await requirePrivacyStaff());
  return (
    <>
      <PageHeader
        title="Legal holds"
        description="What a court or a dispute keeps: no sweep and no erasure touches it until the hold is released."
      />
      {holds.length === 0 ? (
        <p className="mb-5 text-sm text-secondary">Nothing is held now.</p>
      ) : (
        <Card className="mb-5 overflow-hidden">
          <Table aria-label="Legal holds" topmost>
            <thead>
              <tr>
                <Th className="hidden sm:table-cell">Whom</Th>
                <Th>Why</Th>
                <Th className="hidden sm:table-cell">Since</Th>
                <Th>
                  <span className="sr-only">State</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {holds.map((hold) => (
                <tr key={hold.id}>
                  <Td className="hidden font-mono text-xs sm:table-cell">
                    {whomOf(hold).map((id) => (
                      <span key={id} className="block">
                        {id}
                      </span>
                    ))}
                  </Td>
                  <Td className="max-w-md whitespace-normal">
                    {hold.authority}
                    <span className="block text-note text-faint">{hold.reason}</span>
                    <span className="block text-note text-faint sm:hidden">
                      <span className="font-mono text-xs [overflow-wrap:anywhere]">
                        {whomOf(hold).join(", ")}
                      </span>
                      , since {formatDate(hold.created_at)}
                    </span>
                  </Td>
                  <Td className="hidden text-secondary sm:table-cell">{formatDate(hold.created_at)}</Td>
                  <Td className="text-right">
                    {hold.released_at ? (
                      <Badge>Released {formatDate(hold.released_at)}</Badge>
                    ) : (
                      <ReleaseHold id={hold.id} />
                    )}
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </Card>
      )}
      <Card>
        <CardHeader
          title="Place a hold"
          description="On a person, an organization, or both. It is written down who placed it."
        />
        <PlaceHoldForm />
      </Card>
    </>
  );
}

const whomOf = ({ user_id, organization_id }: LegalHold): string[] =>
  [user_id, organization_id].flatMap((id) => id ?? []);
