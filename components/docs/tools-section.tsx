import { CodeBlock } from "@/components/ui/code-block";
import { DocsSection } from "./docs-section";
import { clientSample, mcpSample } from "./samples";

/** What spares the reader the plain calls: a client in TypeScript, and tools for language models. */
export function ToolsSection({ base }: { base: string }) {
  return (
    <>
      <DocsSection id="typescript" title="TypeScript client">
        <p>
          One file without dependencies, written from the same contracts as this page:{" "}
          <a
            href="/client/printpal.ts"
            className="font-medium text-accent-text underline-offset-4 hover:underline"
          >
            printpal.ts
          </a>
          . Copy it into your project. It sends an <code>Idempotency-Key</code> with every <code>POST</code>{" "}
          and repeats what was lost on the way, so nothing is charged twice.
        </p>
        <CodeBlock language="typescript" code={clientSample(base)} />
      </DocsSection>
      <DocsSection id="mcp" title="For language models">
        <p>
          <code>/api/mcp</code> speaks the Model Context Protocol over Streamable HTTP. It offers{" "}
          <code>upload</code>, <code>quote</code>, <code>generate</code>, <code>check</code>,{" "}
          <code>fetch</code>, <code>list</code>, <code>credits</code>, <code>engines</code> and{" "}
          <code>print_check</code>, with the keys, scopes, limits and prices of the API. Give a model a key of
          its own, with a monthly cap.
        </p>
        <CodeBlock language="json" code={mcpSample(base)} />
      </DocsSection>
    </>
  );
}
