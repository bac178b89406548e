import { CodeBlock } from "@/components/ui/code-block";
import { DocsSection } from "./docs-section";
import { processorsSample } from "./privacy-samples";

/** Who sees what a caller sends, and how a caller decides on it. */
export function PrivacySection({ base }: { base: string }) {
  return (
    <DocsSection id="privacy" title="Privacy">
      <p>
        Every engine runs on the machines of this installation. <code>GET /api/v1/processors</code> is the
        register: <code>own_processing</code> says what is done here, <code>data</code> names every outside
        party that the software can send personal data to, and is empty while there is none. Addresses that
        you name yourself, of webhooks and of pictures, are not in it.
      </p>
      <CodeBlock language="bash" code={processorsSample(base)} />
    </DocsSection>
  );
}
