import Link from "next/link";
import type { EntryWords } from "@/components/site/words/entry-english";

/** For who cannot agree to the processing of their data by themselves. Says no age, which would teach what to answer. */
export function AgeRefused({ words }: { words: EntryWords["age"] }) {
  return (
    <div className="w-full max-w-sm" data-age-refused>
      <h1 className="text-2xl font-semibold tracking-tight">{words.refusedTitle}</h1>
      <p className="mt-3 text-sm leading-6 text-secondary">{words.refused}</p>
      <p className="mt-4 text-sm">
        <Link href="/" className="font-medium text-accent-text underline-offset-4 hover:underline">
          {words.look}
        </Link>
      </p>
    </div>
  );
}
