import { CodeBlock } from "@/components/ui/code-block";
import { DocsSection } from "./docs-section";
import { followSample } from "./samples";

/** The ways to learn that a model has been made, from the simplest on. */
export function FollowSection({ base }: { base: string }) {
  return (
    <DocsSection id="follow" title="Wait, follow, plan">
      <p>
        <code>Prefer: wait=60</code> answers a submission only when it has finished, or after so many seconds.{" "}
        <code>/events</code> streams each change as server-sent events; come back with{" "}
        <code>Last-Event-ID</code> and nothing is missed. None of it counts against your limits.
      </p>
      <CodeBlock language="bash" code={followSample(base)} />
      <p>
        <code>POST /api/v1/generations/quote</code> checks a request and says its price without making it.{" "}
        <code>max_credits</code> refuses what would cost more; <code>deadline_seconds</code> gives up what has
        not finished by then, uncharged. <code>metadata</code> and <code>end_user_id</code> come back with the
        generation, and lists can be narrowed by them. More than ten models of an organization at once wait
        for their turn rather than being refused.
      </p>
    </DocsSection>
  );
}
