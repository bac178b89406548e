import type { ActionFailure } from "@/lib/api/action-result";
import type { ErrorCode } from "@/lib/core/errors";

/** What a form's refusals say in another language: word for word where they are known, and otherwise by their code. */
export interface Refusals {
  texts: Readonly<Record<string, string>>;
  codes: Readonly<Partial<Record<ErrorCode, string>>>;
  /** For a field that nothing better is known of, and for any other code. */
  field: string;
  other: string;
}

/** Each message in the language of the page, so that none is left in another. */
export function sayIn(refusals: Refusals | null, failure: ActionFailure): ActionFailure {
  if (!refusals) return failure;
  const { texts, codes, field, other } = refusals;
  const known = (text: string) => (Object.hasOwn(texts, text) ? texts[text] : undefined);
  const errors =
    failure.errors &&
    Object.fromEntries(
      Object.entries(failure.errors).map(([name, all]) => [name, all.map((text) => known(text) ?? field)]),
    );
  return { ...failure, errors, message: known(failure.message) ?? codes[failure.code] ?? other };
}
