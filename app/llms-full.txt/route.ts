import { printMarkdown } from "@/components/docs/print-markdown";
import { env } from "@/lib/core/env";
import { docsPages } from "../docs/pages";

/** All pages of the docs in one text. */
export async function GET() {
  const base = env().publicUrl;
  const texts: string[] = [];
  for (const { path, render } of docsPages())
    texts.push(`<!-- ${base}${path} -->\n\n${await printMarkdown(await render(), base)}`);
  return new Response(texts.join("\n\n"), { headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
