import type { Metadata } from "next";
import Link from "next/link";
import { DocsHeading } from "@/components/docs/docs-heading";
import { OnlyOnScreen } from "@/components/docs/only-on-screen";
import { CallList } from "@/components/reference/call-list";
import { FilterBox } from "@/components/reference/filter-box";
import { env } from "@/lib/core/env";
import { reference } from "@/lib/api/reference";

export const metadata: Metadata = { title: "API reference" };

const link = "font-medium text-accent-text underline-offset-4 hover:underline";

export default function ReferencePage() {
  return (
    <article className="mx-auto w-full max-w-7xl px-4 py-12 sm:px-6">
      <DocsHeading path="/docs/reference" title="API reference">
        Every call, written from the contracts that check it. Addresses begin with{" "}
        <code>{env().publicUrl}</code>; send a key as <code>Authorization: Bearer</code> or{" "}
        <code>X-API-Key</code>. Sizes are millimetres and bytes, times ISO-8601 in UTC. Each answer names
        itself in <code>X-Request-Id</code>; refusals are listed under{" "}
        <Link href="/docs/errors" className={link}>
          error codes
        </Link>
        . For tools there are the{" "}
        <a href="/api/v1/openapi.json" className={link}>
          OpenAPI document
        </a>
        , a{" "}
        <a href="/printpal.postman_collection.json" className={link}>
          collection for Postman and Bruno
        </a>{" "}
        and the{" "}
        <a href="/client/printpal.ts" className={link}>
          TypeScript client
        </a>
        .
      </DocsHeading>
      <OnlyOnScreen>
        <div className="mb-8 max-w-md">
          <FilterBox list="calls" />
        </div>
      </OnlyOnScreen>
      <CallList resources={reference()} id="calls" />
    </article>
  );
}
