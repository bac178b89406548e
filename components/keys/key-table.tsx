"use client";
import { useQuery } from "@tanstack/react-query";
import { KeyRound, TriangleAlert } from "lucide-react";
import { listKeysAction } from "@/app/(dashboard)/keys/actions";
import { unwrapAction } from "@/components/shell/unwrap-action";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDate } from "@/components/ui/format";
import { NetworkCredit } from "@/components/ui/network-credit";
import { PageHeader } from "@/components/ui/page-header";
import { Table, Td, Th } from "@/components/ui/table";
import type { ApiKey, KeyList } from "@/lib/keys/schema";
import type { AttestationText } from "./attestation-text";
import { CreateKeyDialog } from "./create-key-dialog";
import { KeyMenu } from "./key-menu";
import type { KeyProject } from "./project-field";
import { UsedFrom } from "./used-from";

/** The query behind the list of keys. */
export const keysKey = ["keys"] as const;

export function KeyTable({
  initial,
  base,
  projects,
  mayChange,
  attest,
  startNew = false,
}: {
  initial: KeyList;
  base: string;
  projects: readonly KeyProject[];
  mayChange: boolean;
  /** What a first live key needs confirmed; null once it is. */
  attest: AttestationText | null;
  /** Opens with the form for a new key. */
  startNew?: boolean;
}) {
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
        action={
          mayChange && (
            <CreateKeyDialog base={base} projects={projects} attest={attest} startOpen={startNew} />
          )
        }
      />
      <Card className="overflow-hidden">
        {data.data.length === 0 ? (
          <EmptyState
            icon={KeyRound}
            title="No key yet"
            action={mayChange && <CreateKeyDialog base={base} projects={projects} attest={attest} />}
          >
            {mayChange
              ? "A test key runs the same calls at reduced resolution for free. Start with one, and change one word to go live."
              : "Owners, admins and developers of your organization make keys."}
          </EmptyState>
        ) : (
          <Table aria-label="API keys" topmost>
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
                <KeyRow key={key.id} apiKey={key} base={base} projects={projects} mayChange={mayChange} />
              ))}
            </tbody>
          </Table>
        )}
      </Card>
      {data.data.some((key) => key.used_from.some(({ network }) => network)) && (
        <NetworkCredit className="mt-3 px-1" />
      )}
    </>
  );
}

function KeyRow({
  apiKey,
  base,
  projects,
  mayChange,
}: {
  apiKey: ApiKey;
  base: string;
  projects: readonly KeyProject[];
  mayChange: boolean;
}) {
  const project = projects.find(({ id }) => id === apiKey.project_id);
  const { expires_at: expires, previous_secret_expires_at: former } = apiKey;
  return (
    <tr>
      <Td className="max-w-56">
        <span className="flex items-center gap-2">
          <span className="truncate font-medium">{apiKey.name}</span>
          {apiKey.revoked_at ? (
            <Badge tone="danger">Revoked</Badge>
          ) : (
            <Badge tone={apiKey.test ? "info" : "accent"}>{apiKey.test ? "Test" : "Live"}</Badge>
          )}
        </span>
        <span className="text-xs text-faint">Created {formatDate(apiKey.created_at)}</span>
        {project && (
          <span className="block truncate text-xs text-secondary">
            Project <bdi>{project.name}</bdi>
            {project.archived && ", archived"}
          </span>
        )}
        {apiKey.exposed_by && <ExposureWarning apiKey={apiKey} />}
      </Td>
      <Td className="text-secondary">
        <span className="font-mono text-note">{apiKey.masked}</span>
        {former && <span className="block text-xs text-faint">Old one until {formatDate(former)}</span>}
      </Td>
      <Td className="text-secondary">
        {apiKey.scopes.join(", ")}
        <span className="block max-w-44 text-xs whitespace-normal text-faint">{describeBounds(apiKey)}</span>
      </Td>
      <Td className="text-secondary">
        <UsedFrom apiKey={apiKey} />
      </Td>
      <Td className="text-secondary">{expires ? formatDate(expires) : "Never"}</Td>
      <Td className="w-0 text-right">
        {mayChange && !apiKey.revoked_at && <KeyMenu apiKey={apiKey} base={base} projects={projects} />}
      </Td>
    </tr>
  );
}

/** What the key is held to, in few words. */
function describeBounds({ monthly_credit_cap: cap, allowed_addresses, allowed_origins }: ApiKey): string {
  const count = (list: string[], one: string, many: string) =>
    list.length === 0 ? "" : `${list.length} ${list.length === 1 ? one : many}`;
  return [
    cap === null ? "" : `${cap.toLocaleString("en")} credits a month`,
    count(allowed_addresses, "address", "addresses"),
    count(allowed_origins, "web page", "web pages"),
  ]
    .filter(Boolean)
    .join(" · ");
}

const exposures = {
  address: "Was sent in an address, where logs keep it. Rotate it at once or revoke it.",
  plain_http: "Was sent without encryption. Rotate it at once or revoke it.",
  leak: "Its former secret was found in public and has been ended.",
};

function ExposureWarning({ apiKey: { exposed_by: by, revoked_at } }: { apiKey: ApiKey }) {
  if (!by) return null;
  const ended = by === "leak" && revoked_at;
  return (
    <span className="mt-0.5 flex items-start gap-1 text-xs whitespace-normal text-danger">
      <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      {ended ? "Was found in public and revoked at once. Make a new one." : exposures[by]}
    </span>
  );
}
