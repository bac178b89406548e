import type { Metadata } from "next";
import { ClosingCall } from "@/components/site/closing-call";
import { PlanTable } from "@/components/site/plan-table";
import { PriceCalculator } from "@/components/site/price-calculator";
import { PriceTable } from "@/components/site/price-table";
import { Questions } from "@/components/site/questions";
import { readLanguage } from "@/components/site/read-language";
import { SiteSection } from "@/components/site/site-section";
import { languages } from "@/components/site/words/languages";
import { findSignedIn } from "@/lib/api/session";
import { qualities, qualityNames } from "@/lib/generations/schema";

export const metadata: Metadata = { title: "Pricing" };

export default async function PricingPage() {
  const language = await readLanguage();
  const words = languages[language];
  const { tiers, calculatorTitle, title, lead } = words.pricing;
  const prices = qualityNames.map((quality) => ({
    quality,
    label: tiers[quality].label,
    credits: qualities[quality].credits,
  }));
  return (
    <div lang={language}>
      <SiteSection heading="h1" title={title} lead={lead}>
        <PriceTable words={words.pricing} language={language} />
      </SiteSection>
      <SiteSection title={words.plans.title} lead={words.plans.lead} className="pt-0 sm:pt-0">
        <PlanTable words={words.plans} language={language} signedIn={(await findSignedIn()) !== null} />
      </SiteSection>
      <SiteSection title={calculatorTitle} className="pt-0 sm:pt-0">
        <PriceCalculator prices={prices} words={words.pricing} language={language} />
      </SiteSection>
      <Questions words={words.pricing} />
      <ClosingCall words={words.closing} />
    </div>
  );
}
