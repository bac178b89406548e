import type { Metadata } from "next";
import { SharedPage } from "@/components/generations/shared-page";
import { env } from "@/lib/core/env";
import { findShared } from "./find-shared";

type Params = Promise<{ token: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { token } = await params;
  const { title } = await findShared(token);
  const card = { url: `${env().publicUrl}/share/${token}/card.png`, width: 1200, height: 630, alt: title };
  const description = "A 3D model, measured and ready to print. Turn it, measure it, cut it open.";
  return {
    title,
    description,
    robots: { index: false },
    openGraph: { title, description, type: "website", siteName: "PrintPal", images: [card] },
    twitter: { card: "summary_large_image", title, description, images: [card.url] },
  };
}

export default async function ShareRoute({ params }: { params: Params }) {
  return <SharedPage model={await findShared((await params).token)} />;
}
