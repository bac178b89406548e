"use client";
import { answerAgeAction } from "@/app/(auth)/sign-up/actions";
import type { EntryWords } from "@/components/site/words/entry-english";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Field } from "@/components/ui/field";
import { fieldClass, Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { useForm } from "@/components/ui/use-form";
import type { AgeAnswer } from "@/lib/accounts/schema";

export interface Country {
  code: string;
  name: string;
}

interface Props {
  countries: readonly Country[];
  words: EntryWords["age"];
  onPass: (answer: AgeAnswer) => void;
  onRefused: () => void;
}

/** Neutral: it asks without a hint at what would be a good answer. */
export function AgeForm({ countries, words, onPass, onRefused }: Props) {
  const { form, pending, errorOf, problem } = useForm({
    schema: async () => (await import("@/lib/accounts/schema")).AgeAnswer,
    read: (data) => ({ birth_date: String(data.get("birth_date")), country: String(data.get("country")) }),
    send: async (answer) => {
      const result = await answerAgeAction(answer);
      if (!result.ok && result.error.code === "forbidden") onRefused();
      return result;
    },
    onDone: (_, answer) => onPass(answer),
  });
  return (
    <form {...form} method="post" className="grid gap-5">
      {problem && <Notice tone="danger">{problem}</Notice>}
      <Field label={words.birth} error={errorOf("birth_date")} hint={words.birthHint}>
        {(attributes) => <Input {...attributes} type="date" name="birth_date" autoComplete="bday" />}
      </Field>
      <Field label={words.country} error={errorOf("country")} hint={words.countryHint}>
        {(attributes) => (
          <select
            {...attributes}
            name="country"
            autoComplete="country"
            defaultValue=""
            className={cn(fieldClass, "h-10 px-3")}
          >
            <option value="" disabled>
              {words.choose}
            </option>
            {countries.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Button type="submit" look="primary" size="large" pending={pending} className="w-full">
        {words.submit}
      </Button>
    </form>
  );
}
