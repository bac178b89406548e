import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NoContent } from "@/components/generations/no-content";
import { GenerationView } from "@/components/generations/generation-view";
import { withLocalLinks } from "@/lib/api/local-links";
import { requireSession, type SignedIn } from "@/lib/api/session";
import { isAppError } from "@/lib/core/errors";
import { getGeneration, getProcessing } from "@/lib/generations";
import type { Generation } from "@/lib/generations/schema";
import { listProjects } from "@/lib/privacy";

export const metadata: Metadata = { title: "Generation" };

export default async function GenerationPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { ctx, role } = await requireSession(`/generations/${id}`);
  if (role === "auditor") return <NoContent title="Generation" id={id} status={await statusOr404(ctx, id)} />;
  const generation = await getOr404(ctx, id);
  const { project_id } = generation;
  const project = project_id ? await nameProject(ctx, project_id) : undefined;
  return <GenerationView key={id} initial={withLocalLinks(generation)} project={project} />;
}

const getOr404 = (ctx: SignedIn["ctx"], id: string): Promise<Generation> => or404(getGeneration(ctx, id));

const statusOr404 = async (ctx: SignedIn["ctx"], id: string): Promise<string> =>
  (await or404(getProcessing(ctx, id))).status;

const nameProject = async (ctx: SignedIn["ctx"], id: string): Promise<string> =>
  (await listProjects(ctx)).data.find((project) => project.id === id)?.name ?? id;

async function or404<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (isAppError(error) && (error.code === "not_found" || error.code === "gone")) notFound();
    throw error;
  }
}
