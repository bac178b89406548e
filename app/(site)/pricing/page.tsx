import type { Metadata } from "next";
import { qualityLabels } from "@/components/generations/quality-names";
import { ClosingCall } from "@/components/site/closing-call";
import { PriceCalculator } from "@/components/site/price-calculator";
import { PriceTable } from "@/components/site/price-table";
import { Questions } from "@/components/site/questions";
import { SiteSection } from "@/components/site/site-section";
import { qualities, qualityNames } from "@/lib/generations/schema";

export const metadata: Metadata = { title: "Pricing" };

const prices = qualityNames.map((quality) => ({
  quality,
  label: qualityLabels[quality],
  credits: qualities[quality].credits,
}));

export default function PricingPage() {
  return (
    <>
      <SiteSection
        heading="h1"
        title="Prepaid, per model, nothing else"
        lead="One dollar is 100 credits. No subscription, no seats, and all file formats are in the price."
      >
        <PriceTable />
      </SiteSection>
      <SiteSection title="What a month costs" className="pt-0 sm:pt-0">
        <PriceCalculator prices={prices} />
      </SiteSection>
      <Questions />
      <ClosingCall />
    </>
  );
}
