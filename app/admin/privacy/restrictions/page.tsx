import { LockOpen } from "lucide-react";
import type { Metadata } from "next";
import { KeepRestriction, PlanLifting } from "@/components/admin/restriction-forms";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDate, formatMoment } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { requirePrivacyStaff } from "@/lib/api/staff/privacy-staff";
import { clock } from "@/lib/core/clock";
import { listRestrictions } from "@/lib/privacy";
import { LIFT_NOTICE_DAYS } from "@/lib/privacy/schema";

export const metadata: Metadata = { title: "Restrictions", robots: { index: false } };

export default async function RestrictionsPage() {
  const restrictions = await listRestrictions(await requirePrivacyStaff());
  const day = new Date(clock.now().getTime() + (LIFT_NOTICE_DAYS + 1) * 86_400_000);
  return (
    <>
      <PageHeader
        title="Restrictions"
        description="Whose data may only be kept, because they said so. They can lift it themselves at any time; who lifts it for them tells them before."
      />
      {restrictions.length === 0 ? (
        <Card>
          <EmptyState icon={LockOpen} title="Nobody is restricted">
            Whoever asks for it, in the portal or by the form, stands here until it is lifted.
          </EmptyState>
        </Card>
      ) : (
        <div className="grid gap-4">
          {restrictions.map(({ user_id, email, restricted_at, planned }) => (
            <Card key={user_id}>
              <CardHeader
                title={email}
                description={<span className="font-mono text-xs">{user_id}</span>}
                action={<Badge tone="info">Since {formatDate(restricted_at)}</Badge>}
              />
              {planned ? (
                <div className="flex flex-wrap items-center justify-between gap-3 px-5 pb-4 text-sm">
                  <p className="min-w-0 [overflow-wrap:anywhere]">
                    Ends {formatMoment(planned.lifts_at)}; the person was told.
                    <span className="block text-note text-secondary">{planned.reason}</span>
                  </p>
                  <KeepRestriction id={planned.id} />
                </div>
              ) : (
                <PlanLifting userId={user_id} earliest={`${day.toISOString().slice(0, 10)}T00:00`} />
              )}
            </Card>
          ))}
        </div>
      )}
    </>
  );
}
