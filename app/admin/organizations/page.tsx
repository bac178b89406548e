import { SearchX } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { SearchForm } from "@/components/admin/search-form";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDate, formatNumber } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { Table, Td, Th } from "@/components/ui/table";
import { listOrganizations } from "@/lib/accounts";
import { requireStaffSession } from "@/lib/api/staff/session";
import { getBalance } from "@/lib/credits";

export const metadata: Metadata = { title: "Organizations", robots: { index: false } };

export default async function OrganizationsPage({
  searchParams,
}: {
  searchParams: Promise<{ text?: string | string[] }>;
}) {
  const ctx = await requireStaffSession();
  const text = [(await searchParams).text].flat()[0];
  const organizations = await listOrganizations(ctx, { text });
  const balances = await Promise.all(organizations.map(({ id }) => getBalance(id)));
  return (
    <>
      <PageHeader
        title="Organizations"
        description="The newest 50, or those that are looked for."
        action={<SearchForm text={text} label="Name or id" />}
      />
      <Card className="overflow-hidden">
        {organizations.length === 0 ? (
          <EmptyState icon={SearchX} title="No organization is like that">
            Look for a part of its name, or for its whole id.
          </EmptyState>
        ) : (
          <Table aria-label="Organizations" topmost>
            <thead>
              <tr>
                <Th>Organization</Th>
                <Th>State</Th>
                <Th className="text-right">Credits</Th>
                <Th>Since</Th>
              </tr>
            </thead>
            <tbody>
              {organizations.map(({ id, name, suspendedAt, createdAt }, at) => (
                <tr key={id} className="relative hover:bg-muted/50">
                  <Td className="max-w-80">
                    <Link
                      href={`/admin/organizations/${id}`}
                      dir="auto"
                      className="block truncate font-medium after:absolute after:inset-0"
                    >
                      {name}
                    </Link>
                    <span className="font-mono text-xs text-faint">{id}</span>
                  </Td>
                  <Td>
                    <Badge tone={suspendedAt ? "danger" : "success"}>
                      {suspendedAt ? "Suspended" : "Active"}
                    </Badge>
                  </Td>
                  <Td className="text-right tabular-nums">{formatNumber(balances[at])}</Td>
                  <Td className="text-secondary">{formatDate(createdAt.toISOString())}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
    </>
  );
}
