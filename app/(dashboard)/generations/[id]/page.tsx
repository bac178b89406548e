import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { GenerationView } from "@/components/generations/generation-view";
import { withLocalLinks } from "@/lib/api/local-links";
import { requireSession, type SignedIn } from "@/lib/api/session";
import { isAppError } from "@/lib/core/errors";
import { getGeneration } from "@/lib/generations";
import type { Generation } from "@/lib/generations/schema";

export const metadata: Metadata = { title: "Generation" };

export default async function GenerationPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { ctx } = await requireSession(`/generations/${id}`);
  return <GenerationView key={id} initial={withLocalLinks(await getOr404(ctx, id))} />;
}

async function getOr404(ctx: SignedIn["ctx"], id: string): Promise<Generation> {
  try {
    return await getGeneration(ctx, id);
  } catch (error) {
    if (isAppError(error) && (error.code === "not_found" || error.code === "gone")) notFound();
    throw error;
  }
}
