import type { Metadata } from "next";
import { DocsHeading } from "@/components/docs/docs-heading";
import { DocsSection } from "@/components/docs/docs-section";
import { OutsideEnginesSection, ProcessorsSection } from "@/components/docs/processors-section";
import { CodeBlock } from "@/components/ui/code-block";

export const metadata: Metadata = { title: "Operations" };

const backUp = `BACKUP_DIR=/mnt/backup/printpal npm start   # on another disk; by itself from then on
npm run portal -- backup create             # or now
npm run portal -- backup list
npm run portal -- backup drill`;

const restore = `# On a new machine with nothing but the backups: MASTER_KEY and AUTH_SECRET of then in its .env, and a new database
npm run portal -- backup restore /mnt/backup/printpal/….ppb --into postgresql://user:password@host/new
DATABASE_URL=postgresql://user:password@host/new npm start

# Or with the embedded PostgreSQL: secrets.json of then into an empty DATA_DIR, start, and
npm run portal -- backup restore /mnt/backup/printpal/….ppb --replace`;

const grow = `S3_BUCKET=printpal-objects S3_ENDPOINT=https://s3.eu-central-1.amazonaws.com S3_REGION=eu-central-1
S3_ACCESS_KEY_ID=… S3_SECRET_ACCESS_KEY=… S3_COUNTRY=DE

npm run portal -- storage copy   # where there are objects already; again after the start
npm run portal -- doctor`;

const requests = `npm run portal -- privacy requests
npm run portal -- privacy mail --kind erasure < mail.eml   # or as the command of a mail alias
npm run portal -- privacy answer prq_… --answer "We have corrected it."
npm run portal -- privacy extend prq_… --until 2027-03-31T00:00:00Z --reason "Many requests came at once."
npm run portal -- privacy acknowledge prq_…
npm run portal -- privacy child prq_… --answer "The account is erased." --child`;

const people = `npm run portal -- users email --email ada@example.com --to ada@example.org
npm run portal -- users password --email ada@example.com --second-factor`;

const encrypt = `TLS_CERT_FILE=/etc/tls/fullchain.pem TLS_KEY_FILE=/etc/tls/key.pem TLS_PORT=443 \\
  PUBLIC_URL=https://printpal.example npm start
npm run portal -- doctor`;

const assess = `npm run portal -- security findings
npm run portal -- security checklist
npm run portal -- security scans
npm run portal -- security materials > sbom.json`;

const exported = `npm run portal -- privacy verify --files your-data-1.zip,your-data-2.zip
npm run portal -- privacy import --files your-data-1.zip,your-data-2.zip --email ada@example.com`;

const transfer = `npm run portal -- privacy transfer --to "Example Ltd" --on 2027-03-31T00:00:00Z --why "Example Ltd buys the business."
npm run portal -- privacy transfer … --announce`;

/** For whoever runs an installation. */
export default function OperationsPage() {
  return (
    <article className="mx-auto w-full max-w-3xl px-4 py-12 sm:px-6">
      <DocsHeading path="/docs/operations" title="Operations">
        What whoever runs an installation has to do by hand, so that what the privacy policy promises stays
        true.
      </DocsHeading>
      <DocsSection id="backup" title="Back up">
        <p>
          A worker writes a backup every four minutes, so that of what happens no more than the last five are
          lost with a disk. It goes into <code>DATA_DIR/backups</code>, where it helps against mistakes and
          not against a broken disk: name another disk in <code>BACKUP_DIR</code>. While both are one,{" "}
          <code>doctor</code> says so, and where others can reach the portal who is on call is alerted.
        </p>
        <CodeBlock code={backUp} language="bash" />
        <p>
          The database is written whole and of one moment, encrypted by a key that follows from{" "}
          <code>MASTER_KEY</code>. Each stored file is copied once, sealed as it is; on the same disk that
          takes no space. Backups of the last hour are all kept, of the last day one an hour, and one a day
          for 35 days; a file that was removed from storage is gone from <code>removed/</code> within 35 days
          as well. What has zero retention is not copied, nor are inputs that are not to be kept; a row that
          names them can be in a backup.
        </p>
        <p>
          The keys that all files are sealed with are in no backup of the database. They lie in{" "}
          <code>keys/</code> for a week, and a restoring takes the newest: what an erasure shredded can be
          read from no backup then, however old. Beside them, <code>erasures.jsonl</code> names by their ids
          all who were erased, and is never overwritten by an older one.
        </p>
        <p>
          On the first of each month the newest is restored into a database of its own, whoever was erased
          since is erased again, the books are held against each other and some files are read. Who is on call
          is alerted where that fails, where the newest is older than 15 minutes, or where one takes longer
          than a minute: 400,000 rows took four seconds on a machine of two cores. A database that has
          outgrown this is better kept by PostgreSQL&#39;s own archive of its log. With your own{" "}
          <code>DATABASE_URL</code> you may prefer that from the start: set <code>BACKUP_DIR=off</code> then,
          delete what you keep after 35 days, and copy <code>DATA_DIR/objects</code>, or the bucket, and{" "}
          <code>DATA_DIR/erasures.jsonl</code> yourself. The role in <code>DATABASE_URL</code> needs to read
          the financial records for a backup, and to make a database for the drill; that of the embedded
          PostgreSQL may.
        </p>
        <p>
          Keep <code>MASTER_KEY</code> and <code>AUTH_SECRET</code> in another place, by themselves. Without
          the first nothing that is sealed can be read, no backup either, and no list of unwanted mails be
          compared with.
        </p>
      </DocsSection>
      <DocsSection id="restore" title="Restore, and erase again">
        <p>
          The restoring fills the database, puts the keys and the missing files in place, and erases again,
          room by room, whoever is named in <code>erasures.jsonl</code> beside the backup or in the data
          folder. Each start compares that list with the database as well, before the first request is
          answered. The log then says <code>erasing again what an old backup brought back</code> with their
          number.
        </p>
        <CodeBlock code={restore} language="bash" />
        <p>
          A backup of 400,000 rows took the place of a running portal&#39;s database in 32 seconds on a busy
          machine of two cores. Then look at it: <code>npm run portal -- doctor</code> and{" "}
          <code>npm run portal -- invariants</code>.
        </p>
      </DocsSection>
      <DocsSection id="grow" title="Grow beyond one machine">
        <p>
          Any number of sites and workers run on one PostgreSQL (<code>DATABASE_URL</code>) with the same{" "}
          <code>MASTER_KEY</code> and <code>AUTH_SECRET</code>, once the objects lie where all of them reach
          them: in a bucket of S3, or of a store that speaks like it.
        </p>
        <CodeBlock code={grow} language="bash" />
        <p>
          Each object is encrypted before it leaves for the bucket, and stored whole or not at all. Take a
          bucket for this alone, without versions or locks: what is removed would stay in it. The key needs to
          list, read, write and remove objects, and to read and set the bucket&#39;s lifecycle. At each start
          the site puts two rules there, beside your own: what is not to stay, everything under{" "}
          <code>passing/</code>, goes after 30 days, and uploads that were never finished after one. They hold
          though no part of this software runs. A store that takes no such rules is named in the log and by{" "}
          <code>doctor</code>; the site then removes the same twice a day.
        </p>
        <p>
          To move, run <code>storage copy</code> with the variables set, start the portal with them, and run
          it again for what had come since; a copy that was cut short is taken up the same way. Until then
          what was not copied is missing. Nothing on the disk is removed: remove <code>DATA_DIR/objects</code>{" "}
          when all is well. Whoever keeps the bucket is a processor: where others can reach the portal neither
          copy nor start is done before its day, as below.
        </p>
      </DocsSection>
      <DocsSection id="alerts" title="Be told when something is wrong">
        <p>
          A worker that is silent for a minute and a half, a part that does not work, what is due for removal
          and still here a day later, a privacy request past its due date: each is an alert, mailed to the
          addresses in <code>ONCALL_EMAILS</code> every 15 minutes, up to eight times, until somebody of the
          staff takes it on <code>/admin/alerts</code> or it is over. Site and workers both send these mails
          themselves, so that it needs no job to tell that jobs do not run. Where all of them are down nobody
          is told: have <code>/api/health</code> watched from elsewhere.
        </p>
      </DocsSection>
      <ProcessorsSection />
      <OutsideEnginesSection />
      <DocsSection id="requests" title="Answer privacy requests">
        <p>
          What the software cannot decide waits for a person, and staff are mailed ten, five and one days
          before each deadline. A report about a child&#39;s account stops that account at once and wants a
          word within a day: <code>--child</code> has it erased, without it the account goes on.
        </p>
        <p>
          The time to answer is extended once, before it has passed and no further than the law goes that the
          person named: three months in all by the GDPR, 90 days by the CCPA, and without a law the sooner of
          both. The reason is mailed to them. Who asked without signing in is told by mail that it came; where
          no mail server has taken that mail three days before the tenth business day, staff are mailed, and{" "}
          <code>privacy acknowledge</code> sends it again.
        </p>
        <CodeBlock code={requests} language="bash" />
      </DocsSection>
      <DocsSection id="people" title="Help people in">
        <p>
          People change their mail address themselves, and it changes once the mails to both the present and
          the new address are confirmed. Whoever has lost the mailbox asks for a correction; once they have
          shown in another way who they are, the first command does it. The second gives them a new password,
          and with <code>--second-factor</code> takes authenticator and passkeys away that are lost.
        </p>
        <CodeBlock code={people} language="bash" />
        <p>
          Where <code>PUBLIC_URL</code> is an <code>https</code> address of another name than localhost,
          staff, owners, admins and who does the billing set up a second factor, an authenticator or a
          passkey, before anything else is open to them. <code>SECOND_FACTOR_FOR</code> says of whom it is
          demanded; API keys are not affected.
        </p>
      </DocsSection>
      <DocsSection id="import" title="Take an export in">
        <p>
          Each ZIP of an export begins with <code>manifest.json</code>: every file with its size and SHA-256.
          The first command holds them against it. The second brings the history of an export, of this
          installation or another, into somebody&#39;s organization, as its owners, admins and developers can
          themselves in the privacy centre with ZIPs of up to 320 MB, 2 GB in all: what was asked and
          measured, pictures and models. It costs no credits there, and nothing comes twice.
        </p>
        <CodeBlock code={exported} language="bash" />
      </DocsSection>
      <DocsSection id="transfer" title="Hand the business over">
        <p>
          The first command changes nothing: it lists what there is to hand over, every person whose data it
          is, and the mail that each will get. With <code>--announce</code> they are mailed, at least 30 days
          ahead. Until that day everybody can take their data along or have it erased; answer open privacy
          requests, and fetch the records of processing, before then.
        </p>
        <CodeBlock code={transfer} language="bash" />
      </DocsSection>
      <DocsSection id="tls" title="Encrypt what travels">
        <p>
          With a certificate the site speaks TLS 1.3 itself, and nothing older; a renewed one is taken within
          the hour. Plain HTTP stays on <code>HOST</code>, which is this machine alone unless told. Where
          something before the portal speaks TLS, let it refuse what is older than 1.3 too, and set{" "}
          <code>TRUST_PROXY</code>. <code>doctor</code> names each way to a database or mail server that is
          not encrypted.
        </p>
        <CodeBlock code={encrypt} language="bash" />
      </DocsSection>
      <DocsSection id="at-rest" title="Encrypt what lies there">
        <p>
          Files, backups, and in the database everything that people write or can be reached by, are sealed
          with AES-256-GCM before they are written, under keys that the master key wraps. The first start
          after an upgrade seals what earlier versions left open. Times, amounts and ids stand as they are: an
          encrypted volume hides them as well. <code>doctor</code> sees LUKS and encrypting file systems under
          the embedded database; <code>DATABASE_ENCRYPTED_BY</code> tells it of others.
        </p>
      </DocsSection>
      <DocsSection id="security" title="Keep the register of findings">
        <p>
          What an assessment or somebody outside finds goes into <code>lib/run/release/findings.json</code>{" "}
          with a severity and a day. While a critical finding is open past its day no release is built. The
          checklist says how far each section of OWASP&#39;s ASVS 5.0 is kept, and which tests show it; the
          scans say what programs of others found in a running portal, when, and in which commit.{" "}
          <code>npm run scan</code> attacks yours with those of nmap, sslscan, testssl.sh, slowhttptest,
          sqlmap and wapiti that are installed.
        </p>
        <CodeBlock code={assess} language="bash" />
      </DocsSection>
      <DocsSection id="proofs" title="Show what is proved">
        <p>
          <code>npm test</code> leaves a report of the tests that prove the policy. The next build of the very
          same sources takes it, and <code>/privacy/proof</code> shows it with its time and commit; a build of
          other sources shows the report that came with them. Build a release from the folder in which the
          tests ran, or take <code>tests/.output/proofs.json</code> along.
        </p>
      </DocsSection>
    </article>
  );
}
