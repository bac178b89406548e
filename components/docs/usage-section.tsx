import { CodeBlock } from "@/components/ui/code-block";
import { DocsSection } from "./docs-section";
import { usageSample } from "./samples";

/** What was called and what it cost, to read or to put into a spreadsheet. */
export function UsageSection({ base }: { base: string }) {
  return (
    <DocsSection id="usage" title="Usage and spreadsheets">
      <p>
        <code>GET /api/v1/usage</code> sums up calls and credits of the last <code>days</code>: by{" "}
        <code>day</code>, <code>key</code>, <code>engine</code> or <code>status</code>. Days begin at midnight
        UTC. <code>GET /api/v1/usage/requests</code> lists the calls, newest first, and can be narrowed by{" "}
        <code>key_id</code>, <code>method</code>, <code>endpoint</code>, <code>status</code> (a code, or a
        class such as <code>4xx</code>), <code>generation_id</code>, <code>created_after</code> and{" "}
        <code>created_before</code>.
      </p>
      <CodeBlock language="bash" code={usageSample(base)} />
      <p>
        With <code>format=csv</code> either comes as <code>text/csv</code> with names in the first line; the
        header <code>Link</code> leads to the page behind this one, of up to 1,000 calls. Text that a
        spreadsheet would take for a formula has an apostrophe before it.
      </p>
    </DocsSection>
  );
}
