import { CodeBlock } from "@/components/ui/code-block";
import { DocsSection } from "./docs-section";
import { EndUserRights } from "./end-user-rights";
import { processingSample, processorsSample, verifySample } from "./privacy-samples";

/** Who sees what a caller sends, and how a caller decides on it. */
export function PrivacySection({ base }: { base: string }) {
  return (
    <DocsSection id="privacy" title="Privacy">
      <p>
        Every engine but one runs on the machines of this installation. <code>GET /api/v1/processors</code> is
        the register: <code>own_processing</code> says what is done here, <code>data</code> names every
        outside party that the software can send personal data to, and is empty while there is none. Addresses
        that you name yourself, of webhooks and of pictures, are not in it.
      </p>
      <CodeBlock language="bash" code={processorsSample(base)} />
      <p>
        <code>processing</code> says for one generation who may work on it and what may be kept:{" "}
        <code>mode</code> <code>own</code> for our own engines alone, <code>allow</code> and <code>deny</code>{" "}
        with names out of the register (our own engines are <code>own</code>), <code>region</code> with{" "}
        <code>EU</code>, <code>EEA</code> or a country, <code>training</code>, and <code>retention</code>.{" "}
        <code>PUT /api/v1/processing-policy</code> sets such rules for everything your organization sends; the
        stricter of both hold, and they are frozen with the generation. Where they leave nobody, the answer is{" "}
        <code>400</code> with the code <code>no_eligible_processor</code>, nothing is charged, and nobody else
        is asked instead. Test keys always stay on our own engines.
      </p>
      <p>
        <code>engine</code> <code>generative</code> is the one that runs elsewhere, at a provider that the
        operator declared: nothing goes there unless a request names it, and <code>GET /api/v1/engines</code>{" "}
        lists it only where there is one. The register&#39;s order is the order in which they are asked; who
        trains on what it gets is left out unless you say <code>training</code> <code>allow</code>. What is
        sent is the picture alone, written anew as PNG without metadata: no name, no id, no words. Your rules
        are looked at again before each try. A provider that fails is followed by the next that is allowed,
        and where none gives a model the generation fails and costs nothing. What comes back is mended, sized
        and measured here, so that the print contract holds for it too. <code>processing</code> of the answer
        names in <code>provider</code> who made it and in <code>recipients</code> everybody who was sent the
        picture; each has it deleted within five minutes, is told again when you erase it, and what they said
        to that is in the receipt.
      </p>
      <CodeBlock language="bash" code={processingSample(base)} />
      <p>
        A project is a part of your work with rules of its own: make it with{" "}
        <code>POST /api/v1/projects</code> or in the portal, and give keys its id as <code>project_id</code>.
        What they send is held to the strictest of request, project and organization, and names the project as{" "}
        <code>project_id</code> for good, also when the key is moved later.{" "}
        <code>GET /api/v1/usage?by=project</code> sums up what each cost. <code>training_consent</code>{" "}
        <code>deny</code> keeps all of a project out of training, also what it sent before. A key of an
        archived project still reads, and what it asks to be made is refused with <code>403</code>.
      </p>
      <p>
        What one key made can be erased by itself, in the portal under Settings, Data, by an owner or admin
        who shows once more who they are: its generations with pictures, models and shared pages, its
        conversions, checks and uploads, its lines of the request log and the networks it was used from.
        Outside engines are told. The key goes on, and so does what other keys and people made. What stays is
        each movement of credits, with a bare row of the generation that it paid for, and how many calls there
        were on which day.
      </p>
      <p>
        With <code>retention</code> <code>zero</code> the picture or prompt is taken off the disk when the run
        has ended, however it ended, and never stands in an answer; each file is taken away once it was
        fetched, the preview and the thumbnail with the last of them, and everything an hour after completion.
        What is gone answers <code>410</code>. <code>training_eligible</code> is <code>false</code> unless the
        request says <code>training</code> <code>allow</code> and neither project nor organization has said
        otherwise; with an <code>end_user_id</code> your organization must have opted in as well.
      </p>
      <p>
        <code>GET /api/v1/generations/{"{id}"}/processing</code> is the receipt: which engine ran, where, the
        SHA-256 of what it read and of each file it made, what left the machine and to whom, and what was
        deleted when. It stays after the generation is deleted. It is signed with an ed25519 key of this
        installation, whose public half is at <code>/.well-known/printpal-receipt-keys.json</code> as a JSON
        Web Key Set. What is signed is <code>receipt</code> as JSON without spaces, the names of every object
        in the order of their characters (RFC 8785), in UTF-8: keep both, and you can verify it without us.
      </p>
      <CodeBlock language="typescript" code={verifySample} />
      <p>
        <code>store_input</code> <code>false</code> has the pictures and words alone erased when the run has
        ended; <code>input_erased_at</code> says when that was. An upload that you named stays yours until it
        expires or you delete it. <code>delete_after</code>, in seconds or as a moment (
        <code>2027-03-14T12:00:00Z</code>), deletes the whole generation by itself: <code>deletes_at</code>{" "}
        shows when, a run that has not ended by then is stopped and not charged, and from that moment its id
        answers <code>410</code>. Answers kept for repeated calls go after 24 hours, events and deliveries
        after 30 days, the request log after a year.
      </p>
      <EndUserRights base={base} />
    </DocsSection>
  );
}
