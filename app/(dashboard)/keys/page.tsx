import type { Metadata } from "next";
import { KeyTable } from "@/components/keys/key-table";
import { requireSession } from "@/lib/api/session";
import { env } from "@/lib/core/env";
import { listKeys } from "@/lib/keys";

export const metadata: Metadata = { title: "API keys" };

export default async function KeysPage() {
  const { ctx } = await requireSession("/keys");
  return <KeyTable initial={await listKeys(ctx, { leaked: true })} base={env().publicUrl} />;
}
