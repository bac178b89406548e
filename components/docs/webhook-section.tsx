import { CodeBlock } from "@/components/ui/code-block";
import { DocsSection } from "./docs-section";
import { endpointSample, receiverSample } from "./samples";

/** Events to an address of the reader's own: how to be told, and whom to believe. */
export function WebhookSection({ base }: { base: string }) {
  return (
    <DocsSection id="webhooks" title="Webhooks">
      <p>
        Name an address, and each event is sent to it as a <code>POST</code>: <code>generation.created</code>,{" "}
        <code>generation.completed</code>, <code>generation.failed</code>, <code>generation.cancelled</code>,{" "}
        <code>generation.deleted</code> and more. An organization may have ten. The answer shows the secret
        this once.
      </p>
      <CodeBlock language="bash" code={endpointSample(base)} />
      <p>
        Deliveries follow the Standard Webhooks specification: the headers <code>webhook-id</code>,{" "}
        <code>webhook-timestamp</code> and <code>webhook-signature</code>, an HMAC-SHA256 over{" "}
        <code>id.timestamp.body</code>. Check the signature on the raw body before you believe a word, and
        remember the id: an event may arrive twice.
      </p>
      <CodeBlock language="typescript" code={receiverSample} />
      <p>
        Anything from 200 to 299 within 15 seconds counts as delivered. Everything else is tried again, ten
        times within three and a half days; then the delivery has failed, and an endpoint that took nothing in
        all that time is switched off. 410 switches it off at once; redirects are not followed, and private
        addresses are refused. The log of an endpoint keeps what was sent and what came back, and each
        delivery can be sent again. <code>rotate-secret</code> lets the old and the new secret sign side by
        side for as long as you need.
      </p>
      <p>
        A single generation may name an address of its own: <code>webhook_url</code> gets its events and no
        others, under the same rules. They are signed with one secret of your organization, which{" "}
        <code>GET /api/v1/webhooks/signing-secret</code> shows and <code>/rotate</code> exchanges; the log of
        these deliveries is that of the <code>endpoint_id</code> beside it, and <code>?subject_id=gen_…</code>{" "}
        narrows it to one generation.
      </p>
    </DocsSection>
  );
}
