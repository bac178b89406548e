import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ResourcePage } from "@/components/reference/resource-page";
import { reference, referenceSamples } from "@/lib/api/reference";
import { objectLinks } from "@/lib/api/reference/build-reference";
import { env } from "@/lib/core/env";

interface Props {
  params: Promise<{ resource: string }>;
}

const find = (slug: string) => reference().find((resource) => resource.slug === slug);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${find((await params).resource)?.title ?? "Not found"}: API reference` };
}

export default async function ReferenceResourcePage({ params }: Props) {
  const resource = find((await params).resource) ?? notFound();
  return (
    <ResourcePage
      resource={resource}
      resources={reference()}
      samples={referenceSamples(resource, env().publicUrl)}
      objects={objectLinks(reference())}
    />
  );
}
