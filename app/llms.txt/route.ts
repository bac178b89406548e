import { writeLlmsText } from "@/components/docs/write-llms-text";
import { env } from "@/lib/core/env";
import { docsPages } from "../docs/pages";

export function GET() {
  return new Response(writeLlmsText(docsPages(), env().publicUrl), {
    headers: { "Content-Type": "text/plain; charset=utf-8" },
  });
}
