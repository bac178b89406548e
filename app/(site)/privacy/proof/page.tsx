import type { Metadata } from "next";
import { ProofPart } from "@/components/policies/proof-part";
import { formatMoment } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { StatCard } from "@/components/ui/stat-card";
import { getPolicyVersion, listProofs, readProofReport } from "@/lib/policies";

// The report is laid beside the release, and may come after its build.
export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "The policy, proved" };

/** Every sentence of the privacy policy beside the tests that prove it, and those that nothing proves yet. */
export default async function ProofPage() {
  const { text } = await getPolicyVersion("privacy", 1);
  const report = await readProofReport();
  const parts = listProofs(text, report);
  const sentences = parts.flatMap((part) => part.sentences);
  const count = (state: string) => sentences.filter((one) => one.state === state).length;
  return (
    <div className="mx-auto w-full max-w-4xl px-4 py-14 sm:px-6">
      <PageHeader
        title="The policy, proved"
        description={`Each sentence of our privacy policy with the automatic tests that show it to be true of the software, as they ran last on ${formatMoment(report.ran_at)}, ${report.ofThisRelease ? "on the sources of this release" : "on the sources that this release was made from or shortly before"}${report.commit ? ` (${report.commit.slice(0, 10)})` : ""}. What nothing proves yet, and what no software can prove, stands here as well.`}
      />
      <div className="mb-8 grid gap-3 sm:grid-cols-3">
        <StatCard name="Proved by tests" value={String(count("proved"))} />
        <StatCard name="Without a proof yet" value={String(count("open") + count("failed"))} />
        <StatCard name="No promise of the software" value={String(count("words") + count("outside"))} />
      </div>
      <div className="grid gap-5">
        {parts.map((part) => (
          <ProofPart key={part.heading} part={part} />
        ))}
      </div>
    </div>
  );
}
