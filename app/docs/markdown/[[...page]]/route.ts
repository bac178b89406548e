import { printMarkdown } from "@/components/docs/print-markdown";
import { env } from "@/lib/core/env";
import { docsPages } from "../../pages";

/** The Markdown twin of a page: next.config.js sends /docs/errors.md here. */
export async function GET(_request: Request, { params }: { params: Promise<{ page?: string[] }> }) {
  const path = ["/docs", ...((await params).page ?? [])].join("/");
  const page = docsPages().find((entry) => entry.path === path);
  const text = page && (await printMarkdown(await page.render(), env().publicUrl));
  return new Response(
    text ?? `There is no page ${path}. See ${env().publicUrl}/llms.txt for those that there are.\n`,
    {
      status: text === undefined ? 404 : 200,
      headers: { "Content-Type": "text/markdown; charset=utf-8" },
    },
  );
}
