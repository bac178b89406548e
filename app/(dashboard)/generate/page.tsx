import type { Metadata } from "next";
import { describeSettings } from "@/components/playground/describe-settings";
import { Playground } from "@/components/playground/playground";
import { PageHeader } from "@/components/ui/page-header";
import { requireSession } from "@/lib/api/session";
import { env } from "@/lib/core/env";
import { getBalance } from "@/lib/credits";

export const metadata: Metadata = { title: "Generate" };

export default async function GeneratePage() {
  const { ctx, user } = await requireSession("/generate");
  return (
    <>
      <PageHeader
        title="Generate"
        description="A picture or a sentence in, a closed and measured model out."
      />
      <Playground
        facts={describeSettings()}
        balance={await getBalance(ctx)}
        base={env().publicUrl}
        owner={user.id}
        uploadsOutside={env().uploadthingToken !== undefined}
      />
    </>
  );
}
