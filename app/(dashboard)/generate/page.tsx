import type { Metadata } from "next";
import { NoContent } from "@/components/generations/no-content";
import { beginAgain } from "@/components/playground/begin-again";
import { describeSettings } from "@/components/playground/describe-settings";
import { Playground } from "@/components/playground/playground";
import { describeProject } from "@/components/settings/describe-project";
import { PageHeader } from "@/components/ui/page-header";
import { withLocalLinks } from "@/lib/api/local-links";
import { requireSession, type SignedIn } from "@/lib/api/session";
import { env } from "@/lib/core/env";
import { isAppError } from "@/lib/core/errors";
import { getBalance } from "@/lib/credits";
import { getGeneration, listOutsideEngines } from "@/lib/generations";
import type { Generation } from "@/lib/generations/schema";
import { listProjects } from "@/lib/privacy";

export const metadata: Metadata = { title: "Generate" };

type Search = Promise<{ from?: string | string[] }>;

export default async function GeneratePage({ searchParams }: { searchParams: Search }) {
  const { from } = await searchParams;
  const { ctx, user, role } = await requireSession("/generate");
  if (role === "auditor") return <NoContent title="Generate" />;
  const facts = describeSettings();
  const again = typeof from === "string" ? await findGeneration(ctx, from) : null;
  return (
    <>
      <PageHeader
        title="Generate"
        description="A picture or a sentence in, a closed and measured model out."
      />
      <Playground
        facts={facts}
        balance={await getBalance(ctx)}
        base={env().publicUrl}
        owner={user.id}
        beginning={again ? beginAgain(again, facts.forms) : undefined}
        projects={(await listProjects(ctx)).data
          .filter(({ archived_at }) => archived_at === null)
          .map((project) => ({ id: project.id, name: project.name, rules: describeProject(project) }))}
        outside={await listOutsideEngines(ctx)}
        uploadsOutside={env().uploadthingToken !== undefined}
      />
    </>
  );
}

/** Null where it is deleted or nobody's here: the form then begins as always. */
async function findGeneration(ctx: SignedIn["ctx"], id: string): Promise<Generation | null> {
  try {
    return withLocalLinks(await getGeneration(ctx, id));
  } catch (error) {
    if (isAppError(error) && (error.code === "not_found" || error.code === "gone")) return null;
    throw error;
  }
}
