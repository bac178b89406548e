import { CodeBlock } from "@/components/ui/code-block";
import { consentSample, requestSample } from "./privacy-samples";

/** What a customer does when a person behind it asks for their rights. */
export function EndUserRights({ base }: { base: string }) {
  return (
    <>
      <p>
        <code>end_user_id</code> names the person behind your customer. It is kept sealed, and found by a
        keyed hash. When that person asks you for their rights, pass it on as a data-subject request, with a
        key that has the scope <code>privacy</code> and a <code>subject_request_id</code> of your own (a UUID
        of version 4): sent again, it is still one request.
      </p>
      <CodeBlock language="bash" code={requestSample(base)} />
      <p>
        <code>access</code> and <code>portability</code> pack all that is kept of the person as ZIP files,
        each with a manifest of SHA-256 sums, to be fetched five times within seven days from signed
        addresses. <code>erasure</code> removes pictures, words, models, measurements and digests of that
        person alone, and leaves bare rows that the ledger needs, and for up to 24 hours the sealed answers of
        calls under an Idempotency-Key; with <code>undo_hours</code> it waits, up to 72 hours, and{" "}
        <code>DELETE</code> takes it back until it has begun. <code>restriction</code> cancels what waits or
        runs, with its credits back, and refuses what is new with <code>403</code> and the code{" "}
        <code>processing_restricted</code>, until <code>lift_restriction</code>.{" "}
        <code>expected_completion_time</code> is 30 days or one month ahead, whichever is sooner; a worker
        begins at once. Uploads of yours that were not made into a generation bear nobody&apos;s name: delete
        them yourself, or let them expire.
      </p>
      <p>
        When it is done, the event <code>data_subject_request.completed</code> goes to your webhooks, and to{" "}
        <code>callback_url</code> if you named one: there with a <code>v1a</code> signature of the Standard
        Webhooks specification, ed25519 over <code>id.timestamp.body</code>, by the key of the receipts that{" "}
        <code>webhook-key-id</code> names. A callback that is not taken is tried ten times within about nine
        hours; <code>callback</code> says how often, what went wrong last, and whether it was given up. Test
        keys make and see requests about what test keys made.
      </p>
      <p>
        <code>GET /api/v1/retention</code>, without a key, lists how long what is kept: the rules that the
        sweep carries out, and what nothing ends. <code>GET /api/v1/consents</code> shows what your
        organization agrees to, purpose by purpose, and <code>PUT</code> gives or withdraws it from the next
        request on, each time for the <code>version</code> of the text that you read. Every change is a record
        that is never altered, with the key or person it came from and a shortened address.
      </p>
      <CodeBlock language="bash" code={consentSample(base)} />
    </>
  );
}
