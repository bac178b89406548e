"use client";
import { useQuery } from "@tanstack/react-query";
import { KeyRound, TriangleAlert } from "lucide-react";
import { listKeysAction } from "@/app/(dashboard)/keys/actions";
import { unwrapAction } from "@/components/shell/unwrap-action";
import { Ago } from "@/components/ui/ago";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDate } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { Table, Td, Th } from "@/components/ui/table";
import type { ApiKey, KeyList } from "@/lib/keys/schema";
import { CreateKeyDialog } from "./create-key-dialog";
import { KeyMenu } from "./key-menu";

/** The query behind the list of keys. */
export const keysKey = ["keys"] as const;

export function KeyTable({ initial, base }: { initial: KeyList; base: string }) {
  const { data } = useQuery({
    queryKey: keysKey,
    queryFn: () => unwrapAction(listKeysAction({})),
    initialData: initial,
    staleTime: 5_000,
  });
  return (
    <>
      <PageHeader
        title="API keys"
        description="A key stands for your organization. Keep it on servers; whoever holds it can spend your credits."
        action={<CreateKeyDialog base={base} />}
      />
      <Card className="overflow-hidden">
        {data.data.length === 0 ? (
          <EmptyState icon={KeyRound} title="No key yet" action={<CreateKeyDialog base={base} />}>
            A test key runs the same calls at reduced resolution for free. Start with one, and change one word
            to go live.
          </EmptyState>
        ) : (
          <Table aria-label="API keys" className="[&_tr:last-child_td]:border-b-0 [&_thead_th]:border-t-0">
            <thead>
              <tr>
                <Th>Name</Th>
                <Th>Key</Th>
                <Th>May</Th>
                <Th>Last used</Th>
                <Th>Expires</Th>
                <Th>
                  <span className="sr-only">Actions</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {data.data.map((key) => (
                <KeyRow key={key.id} apiKey={key} />
              ))}
            </tbody>
          </Table>
        )}
      </Card>
    </>
  );
}

function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  const expires = apiKey.expires_at;
  return (
    <tr>
      <Td className="max-w-56">
        <span className="flex items-center gap-2">
          <span className="truncate font-medium">{apiKey.name}</span>
          <Badge tone={apiKey.test ? "info" : "accent"}>{apiKey.test ? "Test" : "Live"}</Badge>
        </span>
        <span className="text-xs text-faint">Created {formatDate(apiKey.created_at)}</span>
        {apiKey.exposed_by && <ExposureWarning by={apiKey.exposed_by} />}
      </Td>
      <Td className="font-mono text-[13px] text-secondary">{apiKey.masked}</Td>
      <Td className="text-secondary">{apiKey.scopes.join(", ")}</Td>
      <Td className="text-secondary">
        {apiKey.last_used_at ? <Ago time={apiKey.last_used_at} /> : <span className="text-faint">Never</span>}
      </Td>
      <Td className="text-secondary">{expires ? formatDate(expires) : "Never"}</Td>
      <Td className="w-0 text-right">
        <KeyMenu apiKey={apiKey} />
      </Td>
    </tr>
  );
}

const exposures = {
  address: "in an address, where logs keep it",
  plain_http: "without encryption",
};

function ExposureWarning({ by }: { by: keyof typeof exposures }) {
  return (
    <span className="mt-0.5 flex items-start gap-1 text-xs text-danger">
      <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      Was sent {exposures[by]}. Revoke it and make a new one.
    </span>
  );
}
