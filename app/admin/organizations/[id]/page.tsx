import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { refundAsStaffAction } from "../../actions";
import { AdjustForm } from "@/components/admin/adjust-form";
import { GrantForm } from "@/components/admin/grant-form";
import { SuspensionForms } from "@/components/admin/suspension-forms";
import type { GiveBack } from "@/components/billing/give-back-button";
import { PaymentTable } from "@/components/billing/payment-table";
import { LedgerTable } from "@/components/credits/ledger-table";
import { StatusBadge } from "@/components/generations/status-badge";
import { Card, CardHeader } from "@/components/ui/card";
import { formatMoment, formatNumber } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { StatCard } from "@/components/ui/stat-card";
import { Table, Td, Th } from "@/components/ui/table";
import { getOrganizationForStaff } from "@/lib/accounts";
import { recordLook, requireStaffSession } from "@/lib/api/staff/session";
import { listPayments } from "@/lib/billing";
import { isAppError } from "@/lib/core/errors";
import { getBalance, listLedger } from "@/lib/credits";
import { listGenerations } from "@/lib/generations";

export const metadata: Metadata = { title: "Organization", robots: { index: false } };

export default async function OrganizationPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const ctx = await requireStaffSession(id);
  const { organization, suspension } = await getOrganizationForStaff(ctx).catch((error: unknown) => {
    if (isAppError(error) && error.code === "not_found") notFound();
    throw error;
  });
  await recordLook(ctx, id);
  const refund: GiveBack = async (request) => {
    "use server";
    return refundAsStaffAction({ organization_id: id, ...request });
  };
  const [balance, ledger, generations, payments] = await Promise.all([
    getBalance(ctx),
    listLedger(ctx, { limit: 10 }),
    listGenerations(ctx, { limit: 20 }),
    listPayments(ctx),
  ]);
  return (
    <>
      <PageHeader title={<span dir="auto">{organization.name}</span>} description={id} />
      <div className="grid gap-2 sm:grid-cols-2 sm:gap-4">
        <StatCard name="Credits" value={formatNumber(balance)} />
        <StatCard name="Since" value={organization.createdAt.toISOString().slice(0, 10)} />
      </div>
      <Card className="mt-5">
        <CardHeader title="Operator" description="Each act is written into the audit log, with your name." />
        <SuspensionForms id={id} suspension={suspension} />
        <GrantForm id={id} />
        <AdjustForm id={id} />
      </Card>
      <Card className="mt-5 overflow-hidden">
        <CardHeader
          title="Generations"
          description="The newest 20. What went in and what came out stays with the customer."
        />
        <Table aria-label="Generations">
          <thead>
            <tr>
              <Th>Id</Th>
              <Th>State</Th>
              <Th>Engine</Th>
              <Th>Quality</Th>
              <Th>Error</Th>
              <Th>Sent</Th>
            </tr>
          </thead>
          <tbody>
            {generations.data.map((generation) => (
              <tr key={generation.id}>
                <Td className="font-mono text-note">{generation.id}</Td>
                <Td>
                  <StatusBadge status={generation.status} />
                </Td>
                <Td>{generation.engine}</Td>
                <Td>{generation.quality}</Td>
                <Td className="text-danger">{generation.error?.code}</Td>
                <Td className="text-secondary tabular-nums">{formatMoment(generation.created_at)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
      <Card className="mt-5 overflow-hidden">
        <CardHeader
          title="Payments"
          description="A refund gives back the money for what is left of a payment's credits, and takes these."
        />
        <PaymentTable
          payments={payments}
          returnable={payments
            .filter(({ amount_cents, refunded_cents }) => refunded_cents < amount_cents)
            .map((paid) => paid.id)}
          giveBack={refund}
        />
      </Card>
      <Card className="mt-5 overflow-hidden">
        <CardHeader title="Ledger" description="The last ten movements." />
        <LedgerTable entries={ledger.data} />
      </Card>
    </>
  );
}
