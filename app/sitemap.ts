import type { MetadataRoute } from "next";
import { env } from "@/lib/core/env";
import { docsPages } from "./docs/pages";

const pages = [
  "/",
  "/pricing",
  "/status",
  "/legal/privacy",
  "/legal/terms",
  "/legal/cookies",
  "/legal/dpa",
  "/processors",
  "/privacy/proof",
  "/your-choices",
  "/privacy/request",
  "/privacy/report-child",
];

// The public address is a setting of the start and not of the build.
export const dynamic = "force-dynamic";

/** The pages that anyone may read. */
export default function sitemap(): MetadataRoute.Sitemap {
  const paths = [...pages, ...docsPages().map(({ path }) => path)];
  return paths.map((path) => ({ url: `${env().publicUrl}${path === "/" ? "" : path}` }));
}
