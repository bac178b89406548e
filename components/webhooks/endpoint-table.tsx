"use client";
import { useQuery } from "@tanstack/react-query";
import { Webhook } from "lucide-react";
import Link from "next/link";
import { listEndpointsAction } from "@/app/(dashboard)/webhooks/actions";
import { receiverSample } from "@/components/docs/samples";
import { unwrapAction } from "@/components/shell/unwrap-action";
import { Ago } from "@/components/ui/ago";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Table, Td, Th } from "@/components/ui/table";
import type { EndpointList, EventType } from "@/lib/webhooks/schema";
import { CreateEndpointDialog } from "./create-endpoint-dialog";
import { EndpointState } from "./endpoint-state";

export function EndpointTable({
  initial,
  types,
  mayChange,
}: {
  initial: EndpointList;
  types: readonly EventType[];
  mayChange: boolean;
}) {
  const { data } = useQuery({
    queryKey: ["endpoints"],
    queryFn: () => unwrapAction(listEndpointsAction({})),
    initialData: initial,
    staleTime: 5_000,
  });
  return (
    <>
      <PageHeader
        title="Webhooks"
        description="Addresses of yours that are told when something happens: signed, tried again for days, and logged."
        action={mayChange && <CreateEndpointDialog types={types} />}
      />
      {data.data.length === 0 ? (
        <Empty types={types} mayChange={mayChange} />
      ) : (
        <Card className="overflow-hidden">
          <Table aria-label="Webhook endpoints" topmost>
            <thead>
              <tr>
                <Th>Address</Th>
                <Th>Events</Th>
                <Th>State</Th>
                <Th>Last arrival</Th>
              </tr>
            </thead>
            <tbody>
              {data.data.map((endpoint) => (
                <tr key={endpoint.id} className="relative hover:bg-muted/50">
                  <Td className="max-w-80">
                    <Link
                      href={`/webhooks/${endpoint.id}`}
                      className="block truncate font-medium after:absolute after:inset-0"
                    >
                      {endpoint.url}
                    </Link>
                    <span className="block truncate text-xs text-faint">{endpoint.description}</span>
                  </Td>
                  <Td className="text-secondary">
                    {endpoint.event_types.length === 0
                      ? "Every event"
                      : `${endpoint.event_types.length} of ${types.length} types`}
                  </Td>
                  <Td>
                    <EndpointState {...endpoint} />
                  </Td>
                  <Td className="text-secondary">
                    {endpoint.last_success_at ? <Ago time={endpoint.last_success_at} /> : "Nothing yet"}
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </Card>
      )}
    </>
  );
}

function Empty({ types, mayChange }: { types: readonly EventType[]; mayChange: boolean }) {
  return (
    <Card className="overflow-hidden">
      <EmptyState
        icon={Webhook}
        title="Be told instead of asking"
        action={
          <>
            {mayChange && <CreateEndpointDialog types={types} />}
            <LinkButton href="/docs#webhooks">How they work</LinkButton>
          </>
        }
      >
        {mayChange
          ? "Name an address, and a finished model reaches your server within seconds."
          : "Owners, admins and developers of your organization name an address, and a finished model reaches its server within seconds."}{" "}
        This is all that it takes to receive one:
      </EmptyState>
      <div className="px-5 pb-6 sm:px-10">
        <CodeBlock
          language="typescript"
          title="app/hooks/route.ts"
          code={receiverSample}
          className="mx-auto max-w-3xl"
        />
      </div>
    </Card>
  );
}
