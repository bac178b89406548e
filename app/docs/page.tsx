import type { Metadata } from "next";
import Link from "next/link";
import { DocsHeading } from "@/components/docs/docs-heading";
import { DocsNav } from "@/components/docs/docs-nav";
import { DocsSection } from "@/components/docs/docs-section";
import { OnlyOnScreen } from "@/components/docs/only-on-screen";
import { FollowSection } from "@/components/docs/follow-section";
import { PrivacySection } from "@/components/docs/privacy-section";
import { TextureTable } from "@/components/docs/texture-table";
import { ToolsSection } from "@/components/docs/tools-section";
import { UploadSection } from "@/components/docs/upload-section";
import { UsageSection } from "@/components/docs/usage-section";
import { WebhookSection } from "@/components/docs/webhook-section";
import {
  answerSample,
  meshSample,
  refusalSample,
  retrySample,
  rotateSample,
  wireSample,
} from "@/components/docs/samples";
import { requestSamples } from "@/components/generations/request-samples";
import { CodeBlock } from "@/components/ui/code-block";
import { CodeTabs } from "@/components/ui/code-tabs";
import { FieldList } from "@/components/reference/field-list";
import { reference } from "@/lib/api/reference";
import type { ReferenceField } from "@/lib/api/reference/build-reference";
import { env } from "@/lib/core/env";

export const metadata: Metadata = { title: "Quick start" };

const link = "font-medium text-accent-text underline-offset-4 hover:underline";

export default function DocsPage() {
  const base = env().publicUrl;
  return (
    <div className="mx-auto grid w-full max-w-7xl gap-12 px-4 py-12 sm:px-6 lg:grid-cols-[12rem_minmax(0,1fr)]">
      <OnlyOnScreen>
        <DocsNav />
      </OnlyOnScreen>
      <article className="min-w-0 max-w-3xl">
        <DocsHeading path="/docs" title="Quick start">
          From nothing to a printable file in five minutes.
        </DocsHeading>

        <DocsSection id="key" title="Get a key">
          <p>
            <a href="/sign-up" className={link}>
              Create an account
            </a>{" "}
            and make a key under{" "}
            <a href="/keys" className={link}>
              API keys
            </a>
            . Keys that begin with <code>pp_test_</code> are free and work at reduced resolution;{" "}
            <code>pp_live_</code> keys spend credits.
          </p>
          <CodeBlock language="bash" code="export PRINTPAL_KEY=pp_test_…" />
          <p>
            Send it as <code>Authorization: Bearer</code> or as <code>X-API-Key</code>, from servers only.
          </p>
        </DocsSection>

        <DocsSection id="first" title="Your first model">
          <p>Send a picture. The answer comes at once, with an id; the model follows in seconds.</p>
          <CodeTabs
            samples={requestSamples(base, { quality: "default", formats: ["stl"], size_mm: 80 }, "robot.png")}
          />
          <p>
            A JSON body takes the picture as <code>image</code>, in base64 or as a data URI, or from its
            address as <code>image_url</code>: up to 20 MB, within ten seconds, over at most three redirects,
            and never from a private network.
          </p>
          <p>Words work as well: leave out the picture and send a prompt.</p>
          <CodeTabs
            samples={requestSamples(
              base,
              { prompt: "a tall twisted vase", quality: "default", formats: ["3mf"] },
              null,
            )}
          />
        </DocsSection>

        <UploadSection base={base} />

        <DocsSection id="answer" title="What you get back">
          <p>
            Ask for the generation until its status is <code>completed</code>, <code>failed</code> or{" "}
            <code>cancelled</code>. Only a completed one costs credits. Polls do not count against your
            limits.
          </p>
          <CodeBlock
            language="json"
            title={`GET ${base}/api/v1/generations/{id}`}
            code={answerSample(base)}
          />
          <p>
            Addresses under <code>files</code> are signed, need no key and stay valid for an hour. Ask for the
            generation again to get fresh ones.
          </p>
        </DocsSection>

        <FollowSection base={base} />

        <DocsSection id="options" title="Options">
          <p>
            An engine&apos;s own settings are an object under its name: as such in JSON, and as the text of
            that object in a form, such as <code>hull={`{"angles":["front","right"]}`}</code>.
          </p>
          <FieldList fields={optionFields()} objects={{}} />
          <p>
            A model larger than the printer can be cut:{" "}
            <code>{`print={"split":"pegs","bed_mm":[220,220,250]}`}</code> gives as few pieces as fit the bed,
            each closed by itself, with two round pegs a joint (or one square one where there is room for no
            more) and holes that are 0.2 mm wider all round, 0.1 mm for <code>sla</code>. They lie side by
            side, as bodies of their own in 3MF and GLB, and <code>report.pieces</code> names each with its
            size. What would fall into more than 40 pieces, is made of several bodies or carries a picture is
            refused and costs nothing.
          </p>
        </DocsSection>

        <DocsSection id="colour" title="Colour">
          <p>
            Qualities that end in <code>_texture</code> lay the picture on the model: as a texture of up to
            4,096 × 4,096 pixels, never more than the picture has, in GLB, in OBJ (a ZIP with its material and
            picture) and in USDZ. PLY and 3MF carry the same colours at the vertices.
          </p>
          <TextureTable />
        </DocsSection>

        <DocsSection id="meshes" title="Your own meshes">
          <p>
            Send a mesh in the file field <code>mesh</code>: STL, OBJ (also zipped with its materials), PLY,
            GLB or 3MF, up to 64 MB and 4 million triangles. <code>/print-checks</code> measures it and says
            what is wrong with it; <code>/conversions</code> writes it as any of the seven formats and mends
            it on the way unless <code>repair</code> is <code>false</code>. Both are free of charge and count
            against the rate limit; they take about three seconds a million triangles and never more than a
            minute. An organization may have four of them under way at once.
          </p>
          <CodeBlock language="bash" code={meshSample(base)} />
          <p>
            The answer has an id; ask for it until its status says <code>completed</code> or{" "}
            <code>failed</code>. <code>faults</code> counts what was wrong with the file, <code>repairs</code>{" "}
            what was mended, <code>report</code> is the same as a generation&apos;s, and <code>file.url</code>{" "}
            is signed. Sizes are as in the file, in millimetres, unless <code>scale</code> or{" "}
            <code>size_mm</code> (with <code>size_axis</code>) says otherwise. Vertex and material colours are
            kept where the format has them. Pictures on a GLB, or on an OBJ that comes in a ZIP with its MTL
            and its pictures, stay pictures of up to 4,096 × 4,096 pixels in GLB, OBJ and USDZ, and become
            colours of the corners in 3MF and FBX and of the vertices in PLY; <code>notes</code> says which
            picture did not come along. Your upload is removed as soon as the work has ended, the result when
            you delete it.
          </p>
        </DocsSection>

        <DocsSection id="errors" title="When it is refused">
          <p>
            Refusals are <code>application/problem+json</code> (RFC 9457). <code>code</code> is stable,{" "}
            <code>detail</code> says what to do, and <code>request_id</code> names the call in our logs. All
            codes stand in{" "}
            <a href="/docs/errors" className={link}>
              the list of error codes
            </a>
            .
          </p>
          <CodeBlock language="json" title="402 Payment Required" code={refusalSample(base)} />
        </DocsSection>

        <DocsSection id="retries" title="Repeat safely">
          <p>
            Send an <code>Idempotency-Key</code> with any <code>POST</code>, such as a UUID that your job
            keeps, and repeat the call as often as you like within 24 hours: it is made and charged once, and
            every repetition gets the same status and body, marked by <code>Idempotent-Replayed: true</code>.
          </p>
          <CodeBlock language="bash" code={retrySample(base)} />
          <p>
            While the first call is still being worked on, a repetition gets <code>409</code> with{" "}
            <code>Retry-After</code>. The same key with another body or address gets <code>422</code>. What a
            call was refused with, such as <code>402</code>, is its answer and is repeated: use a new key once
            you have added credits. What was refused before the call began (a malformed body, a wrong API key,
            too many requests) or failed on our side (<code>5xx</code>) is not kept, and the same key may
            succeed later. Keys belong to your organization, 1 to 255 printable ASCII characters; those of
            test and live keys do not meet. An answer that shows an API key is repeated only to the key that
            asked for it.
          </p>
        </DocsSection>

        <WebhookSection base={base} />

        <PrivacySection base={base} />

        <DocsSection id="limits" title="Limits">
          <p>
            50 requests a minute for a key, 10,000 a day for an organization; polling the status is free of
            both. A picture may have 20 MB and should be at least 64 pixels wide and high. Over a limit the
            answer is <code>429</code> with <code>Retry-After</code>; <code>RateLimit</code> says on every
            counted call what is left.
          </p>
        </DocsSection>

        <UsageSection base={base} />

        <DocsSection id="safety" title="Keep keys safe">
          <p>
            A key can be bound, in the portal or over the API: <code>scopes</code> for what it may do,{" "}
            <code>allowed_addresses</code> for where it may come from, <code>monthly_credit_cap</code> for
            what its generations of one calendar month (UTC) may cost; beyond that a submission gets{" "}
            <code>402</code> with the code <code>key_cap_reached</code>. A live key that comes from a web page
            is refused with <code>origin_not_allowed</code>, unless the page&apos;s origin stands in{" "}
            <code>allowed_origins</code>; test keys may come from any page. A key ends after 365 days unless{" "}
            <code>expires_at</code> says otherwise, and lives two years at the most.
          </p>
          <p>
            To change a key without a break, rotate it: the answer shows a new secret, and the old one works
            as long as <code>overlap_hours</code> says, 24 hours unless told and up to 168. With 0 all former
            secrets end at once.
          </p>
          <CodeBlock language="bash" code={rotateSample(base)} />
          <p>
            Whoever finds a key in public can end it: send it to <code>POST /api/v1/keys/leaks</code> as{" "}
            <code>{`{"key": "…"}`}</code>, or a list as GitHub&apos;s secret scanning does. Its owner gets the
            event <code>key.leaked</code>, a warning in the portal and, where the operator has set a mail
            server, a mail. A revoked, leaked or changed key is noticed everywhere within five seconds.
          </p>
        </DocsSection>

        <ToolsSection base={base} />

        <DocsSection id="clients" title="Published clients">
          <p>
            The published PrintPal clients for Python and JavaScript work unchanged: set their base URL to
            this address. They make these calls, which you may make yourself as well.
          </p>
          <CodeBlock language="bash" code={wireSample(base)} />
        </DocsSection>

        <DocsSection id="calls" title="All calls">
          <p>
            The{" "}
            <Link href="/docs/reference" className={link}>
              API reference
            </Link>{" "}
            has every call with its fields, limits, answers and samples, and lets you try it from the page.
            For code generators and explorers there are the{" "}
            <a href="/api/v1/openapi.json" className={link}>
              OpenAPI document
            </a>{" "}
            and a{" "}
            <a href="/printpal.postman_collection.json" className={link}>
              collection for Postman and Bruno
            </a>
            .
          </p>
        </DocsSection>
      </article>
    </div>
  );
}

/** What a request takes, as a form. */
function optionFields(): ReferenceField[] {
  const operations = reference().flatMap((resource) => resource.operations);
  return operations.find(({ id }) => id === "generations.create")!.bodies[0].fields;
}
