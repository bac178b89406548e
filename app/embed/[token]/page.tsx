import type { Metadata } from "next";
import { SharedViewer } from "@/components/generations/shared-viewer";
import { findShared } from "../../share/[token]/find-shared";

export const metadata: Metadata = { title: "Model", robots: { index: false } };

/** For the frames of other sites: the model and nothing around it. */
export default async function EmbedRoute({ params }: { params: Promise<{ token: string }> }) {
  const model = await findShared((await params).token);
  return (
    <main className="h-dvh">
      <h1 className="sr-only">{model.title}</h1>
      <SharedViewer model={model} className="h-full" />
    </main>
  );
}
