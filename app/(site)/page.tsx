import { Hero } from "@/components/site/hero";
import { HowItWorks } from "@/components/site/how-it-works";
import { ClosingCall } from "@/components/site/closing-call";
import { CodeSection } from "@/components/site/code-section";
import { ExampleGallery } from "@/components/site/example-gallery";
import { PriceTable } from "@/components/site/price-table";
import { ReportSection } from "@/components/site/report-section";
import { SiteSection } from "@/components/site/site-section";
import { env } from "@/lib/core/env";

export default function LandingPage() {
  return (
    <>
      <Hero />
      <ExampleGallery />
      <HowItWorks />
      <ReportSection />
      <CodeSection base={env().publicUrl} />
      <SiteSection
        title="Prepaid, per model, nothing else"
        lead="One dollar is 100 credits. All file formats are in the price, and a generation that fails costs nothing."
      >
        <PriceTable />
      </SiteSection>
      <ClosingCall />
    </>
  );
}
