import { Hero } from "@/components/site/hero";
import { HowItWorks } from "@/components/site/how-it-works";
import { ClosingCall } from "@/components/site/closing-call";
import { CodeSection } from "@/components/site/code-section";
import { ExampleGallery } from "@/components/site/example-gallery";
import { PriceTable } from "@/components/site/price-table";
import { readLanguage } from "@/components/site/read-language";
import { ReportSection } from "@/components/site/report-section";
import { SiteSection } from "@/components/site/site-section";
import { languages } from "@/components/site/words/languages";
import { env } from "@/lib/core/env";

export default async function LandingPage() {
  const language = await readLanguage();
  const words = languages[language];
  return (
    <div lang={language}>
      <Hero words={words.hero} />
      <ExampleGallery words={words.gallery} />
      <HowItWorks words={words.steps} />
      <ReportSection words={words.report} card={words.reportCard} />
      <CodeSection base={env().publicUrl} words={words.code} />
      <SiteSection title={words.pricing.title} lead={words.pricing.lead}>
        <PriceTable words={words.pricing} language={language} />
      </SiteSection>
      <ClosingCall words={words.closing} />
    </div>
  );
}
