import type { Metadata } from "next";
import { connection } from "next/server";
import { OutageList } from "@/components/site/outage-list";
import { SiteSection } from "@/components/site/site-section";
import { StatusBanner } from "@/components/site/status-banner";
import { StatusRow } from "@/components/site/status-row";
import { readLanguage } from "@/components/site/read-language";
import { languages } from "@/components/site/words/languages";
import { getStatus, STATUS_DAYS } from "@/lib/status";

export const metadata: Metadata = {
  title: "Status",
  description: "Whether the service works now, and how it did over ninety days, from probes of each minute.",
};

export default async function StatusPage() {
  await connection();
  const language = await readLanguage();
  const words = languages[language].status;
  // Without the database there is nothing to read, which is an answer as well.
  const status = await getStatus().catch(() => null);
  return (
    <div lang={language}>
      <SiteSection heading="h1" title={words.title} className="max-w-4xl">
        <StatusBanner state={status?.state ?? "fails"} words={words} />
        {status ? (
          <>
            <ul className="mt-8 divide-y divide-line rounded-2xl border border-line bg-surface shadow-low">
              {status.components.map((each) => (
                <StatusRow key={each.component} status={each} words={words} language={language} />
              ))}
            </ul>
            <p className="mt-4 text-sm text-secondary">{words.how}</p>
            <OutageList outages={status.outages} days={STATUS_DAYS} words={words} language={language} />
          </>
        ) : (
          <p className="mt-6 text-secondary">{words.noDatabase}</p>
        )}
      </SiteSection>
    </div>
  );
}
