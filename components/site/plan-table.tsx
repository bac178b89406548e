import { LinkButton } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { formatNumber } from "@/components/ui/format";
import { packNames, packs, planNames, plans, type PlanName } from "@/lib/billing/schema";
import type { SiteWords } from "./words/english";
import { fill } from "./words/fill";

type Words = SiteWords["plans"];

/** What a month's plan holds, from the table that Stripe's products are made of; below it what can be bought without one. */
export function PlanTable({
  words,
  language,
  signedIn,
}: {
  words: Words;
  language: string;
  signedIn: boolean;
}) {
  const dollars = (cents: number) => `$${formatNumber(cents / 100, language)}`;
  return (
    <>
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        {planNames.map((name) => (
          <li key={name} className="flex flex-col rounded-2xl border border-line bg-surface p-6 shadow-low">
            <h3 className="text-lg font-semibold tracking-tight">{plans[name].name}</h3>
            <p className="mt-2 text-3xl font-semibold tracking-tight tabular-nums">
              {dollars(plans[name].monthlyCents)}{" "}
              <span className="text-sm font-normal text-secondary">{words.aMonth}</span>
            </p>
            <ul className="mt-5 mb-6 grid gap-2 text-sm leading-6 text-secondary">
              {holdsOf(name, words, language).map((line, place) => (
                <li key={line} className={cn(place === 0 && "font-medium text-foreground")}>
                  {line}
                </li>
              ))}
            </ul>
            <LinkButton
              href={signedIn ? "/credits" : "/sign-up"}
              look={name === "maker" ? "primary" : "secondary"}
              className="mt-auto"
            >
              {name === "free" ? words.start : fill(words.choose, { plan: plans[name].name })}
            </LinkButton>
          </li>
        ))}
      </ul>
      <p className="mt-6 max-w-3xl text-sm leading-6 text-secondary">
        {fill(words.packs, {
          packs: packNames
            .map((name) =>
              fill(words.pack, {
                price: dollars(packs[name].cents),
                credits: formatNumber(packs[name].credits, language),
              }),
            )
            .join(" · "),
        })}
      </p>
    </>
  );
}

function holdsOf(name: PlanName, words: Words, language: string): string[] {
  const { monthlyCredits, keepModelsDays, generationsAtOnce, members } = plans[name];
  const credits = formatNumber(monthlyCredits, language);
  return [
    monthlyCredits > 0 ? fill(words.credits, { credits }) : words.welcome,
    keepModelsDays ? fill(words.kept, { days: keepModelsDays }) : words.keptForGood,
    fill(words.atOnce, { count: generationsAtOnce }),
    fill(words.members, { count: members }),
    words.support[name],
  ];
}
