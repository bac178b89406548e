import { SearchX } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { SearchForm } from "@/components/admin/search-form";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDate } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { Table, Td, Th } from "@/components/ui/table";
import { listPeople } from "@/lib/accounts";
import { recordLook, requireStaffSession } from "@/lib/api/staff/session";

export const metadata: Metadata = { title: "People", robots: { index: false } };

export default async function PeoplePage({
  searchParams,
}: {
  searchParams: Promise<{ text?: string | string[] }>;
}) {
  const ctx = await requireStaffSession();
  const text = [(await searchParams).text].flat()[0];
  const people = await listPeople(ctx, { text });
  await recordLook(ctx, "people");
  return (
    <>
      <PageHeader
        title="People"
        description="The newest 50, or those who are looked for."
        action={<SearchForm text={text} label="Name or address" />}
      />
      <Card className="overflow-hidden">
        {people.length === 0 ? (
          <EmptyState icon={SearchX} title="Nobody is like that">
            Look for a part of a name or of an address.
          </EmptyState>
        ) : (
          <Table aria-label="People" topmost>
            <thead>
              <tr>
                <Th>Person</Th>
                <Th>Organizations</Th>
                <Th>Since</Th>
              </tr>
            </thead>
            <tbody>
              {people.map((person) => (
                <tr key={person.id}>
                  <Td>
                    <span className="flex items-center gap-2 font-medium">
                      <span dir="auto" className="max-w-64 truncate">
                        {person.name}
                      </span>
                      {person.staffRole && <Badge tone="warning">{person.staffRole}</Badge>}
                    </span>
                    <span className="text-xs text-faint">{person.email}</span>
                  </Td>
                  <Td>
                    {person.organizations.map(({ id, name, role }) => (
                      <Link
                        key={id}
                        href={`/admin/organizations/${id}`}
                        className="mr-3 underline-offset-4 hover:underline"
                      >
                        {name} <span className="text-faint">{role}</span>
                      </Link>
                    ))}
                  </Td>
                  <Td className="text-secondary">{formatDate(person.createdAt.toISOString())}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
    </>
  );
}
