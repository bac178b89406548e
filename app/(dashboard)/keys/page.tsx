import type { Metadata } from "next";
import { KeyTable } from "@/components/keys/key-table";
import { mayDevelop } from "@/lib/accounts";
import { requireSession } from "@/lib/api/session";
import { env } from "@/lib/core/env";
import { attestation, hasAttested, listKeys } from "@/lib/keys";
import { listProjects } from "@/lib/privacy";

export const metadata: Metadata = { title: "API keys" };

export default async function KeysPage({ searchParams }: { searchParams: Promise<{ new?: string }> }) {
  const { ctx } = await requireSession("/keys");
  const startNew = (await searchParams).new !== undefined;
  const [keys, attested, projects] = await Promise.all([
    listKeys(ctx, { leaked: true }),
    hasAttested(ctx),
    listProjects(ctx),
  ]);
  return (
    <KeyTable
      key={String(startNew)}
      initial={keys}
      projects={projects.data.map(({ id, name, archived_at }) => ({
        id,
        name,
        archived: archived_at !== null,
      }))}
      base={env().publicUrl}
      mayChange={mayDevelop(ctx)}
      attest={attested ? null : attestation}
      startNew={startNew}
    />
  );
}
