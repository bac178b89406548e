"use client";
import { useState } from "react";
import type { EntryWords } from "@/components/site/words/entry-english";
import type { AgeAnswer } from "@/lib/accounts/schema";
import type { AcceptedPolicies } from "@/lib/policies/schema";
import { AgeForm, type Country } from "./age-form";
import { AgeRefused } from "./age-refused";
import { SignUpForm } from "./sign-up-form";

/** First when and where somebody was born and lives, then who they are: of whoever is too young no more is asked. */
export function SignUpSteps({
  countries,
  shown,
  shortest,
  next,
  words,
}: {
  countries: readonly Country[];
  shown: AcceptedPolicies;
  shortest: number;
  /** Where to go then. */
  next: string;
  words: EntryWords;
}) {
  const [age, setAge] = useState<AgeAnswer | null>(null);
  const [refused, setRefused] = useState(false);
  if (refused) return <AgeRefused words={words.age} />;
  if (!age)
    return (
      <AgeForm countries={countries} words={words.age} onPass={setAge} onRefused={() => setRefused(true)} />
    );
  return <SignUpForm age={age} shown={shown} shortest={shortest} next={next} words={words} />;
}
