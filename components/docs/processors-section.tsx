import { CodeBlock } from "@/components/ui/code-block";
import { DocsSection } from "./docs-section";

/** How a further party is announced, and what is refused until its day. */
export function ProcessorsSection() {
  return (
    <DocsSection id="processors" title="Change who processes what">
      <p>
        Before a further company gets any personal data, announce it: at least 30 days ahead. Owners and
        admins are mailed, and <code>/processors</code> and its feed show it. Until its day nobody&#39;s data
        goes there; from its day on none of an organization&#39;s that has objected, where it can be left out
        for one alone.
      </p>
      <CodeBlock code={change} language="bash" />
      <p>
        <code>processors add</code> is for whom a setting names: the mail server, the keeper of the bucket,
        UploadThing and Stripe. Run it while the portal runs with its former settings; it mails at once and
        says from which day on the setting may name it. Where <code>PUBLIC_URL</code> is https and there are
        customers, site, worker and launcher refuse to start with one that was not announced, or whose day has
        not come, and say what to type. A server of mail or a bucket at another host is another recipient.
        Whoever was in use when customers came, or at the first start of a version that looks, is known, and
        so is one that you go back to, unless you announced its end. What runs already goes on. Where no mail
        server is set, pages and feed alone tell of the first. There is no way around the 30 days, not in an
        emergency either: keep a second mail server announced if you cannot do without mails for so long.
      </p>
      <p>
        A draft is for all else, such as an engine, a change of what somebody does, or an end.{" "}
        <code>entry.json</code> is an entry as <code>GET /api/v1/processors</code> shows one, without its
        status. The country and what a transfer there rests on may not be left out.
      </p>
      <p>
        Of the mail server, the bucket and UploadThing, <code>TRANSFER_GROUNDS</code> says both, and the
        register is printed from it. Where <code>PUBLIC_URL</code> is https, a start without it is refused:
        whoever starts can say it in one line, and nothing has gone anywhere yet. Inside your own region, as{" "}
        <code>PROCESSING_COUNTRY</code> says it, the country will do. Of Stripe its own agreement says it;{" "}
        <code>stripe</code> in the same setting says otherwise.
      </p>
    </DocsSection>
  );
}

/** Engines of others: how they are declared, and what becomes of what they were sent. */
export function OutsideEnginesSection() {
  return (
    <DocsSection id="outside-engines" title="Declare an outside engine">
      <p>
        <code>ENGINE_PROVIDERS</code> declares who may be sent pictures for the engine <code>generative</code>
        : name, protocol, address, country, the day of the data processing agreement, whether it trains, how
        long it keeps what it gets. Where others can reach the portal, a start with one that was never
        announced announces it: until its day, 30 days later, nobody&#39;s pictures go there. One that is
        declared before there is any customer begins at once. The register is printed from the declaration,
        and no other host can be reached. A start is refused where the agreement is missing, or the ground of
        a transfer abroad.
      </p>
      <CodeBlock code={declare} language="json" />
      <p>
        Each picture that is sent is written down before it leaves, with the provider, its digest and when it
        was deleted there. It is deleted there as soon as the try has ended, also where it failed, was given
        up or its worker was killed. A provider that refuses is asked again for as long as it takes, and who
        is on call is told: at once where it refuses, after three minutes where it cannot be reached. Keep a
        provider declared until it has deleted everything: without its declaration it cannot be told. Where it
        cannot delete by itself, have it done by hand and write down what it said:
      </p>
      <CodeBlock code={settled} language="bash" />
    </DocsSection>
  );
}

const change = `npm run portal -- processors add mail:smtp.example.com --country US --mechanism "standard contractual clauses, module 3"

npm run portal -- processors draft --kind added --file entry.json --summary "Why, in a sentence."
npm run portal -- processors announce pch_… --at 2027-02-01T00:00:00Z
npm run portal -- processors list`;

const declare = `[
  {
    "name": "acme",
    "protocol": "3daigc",
    "url": "https://engine.example",
    "token": "…",
    "country": "US",
    "transfer_mechanism": "standard contractual clauses, module 3",
    "dpa_signed_on": "2026-11-01",
    "trains": false,
    "retention": "Until it is deleted, a day at most",
    "policy_url": "https://engine.example/privacy"
  }
]`;

const settled = `npm run portal -- processors undeleted
npm run portal -- processors deleted trf_… --note "Deleted by hand, as Ada of acme wrote on 28 November."`;
