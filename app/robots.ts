import type { MetadataRoute } from "next";
import { env } from "@/lib/core/env";

// The public address is a setting of the start and not of the build.
export const dynamic = "force-dynamic";

/** Public pages may be read; a portal's pages lead to the sign-in, and calls are for programs. */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: { userAgent: "*", allow: "/", disallow: ["/api/", "/docs/search", "/sign-in", "/sign-up"] },
    sitemap: `${env().publicUrl}/sitemap.xml`,
  };
}
