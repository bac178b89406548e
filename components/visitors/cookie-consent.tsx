import Link from "next/link";
import { answerBannerAction } from "@/app/(site)/cookie-settings/actions";
import { english, type SiteWords } from "@/components/site/words/english";
import { Button } from "@/components/ui/button";
import type { CookieState } from "@/lib/visitors/schema";
import { VisitCounter } from "./visit-counter";

/** Asks where nothing was said yet; counts pages where the answer was yes; passes an opt-out signal on. */
export function CookieConsent({
  state,
  words = english.consent,
}: {
  state: CookieState;
  words?: SiteWords["consent"];
}) {
  const counter = <VisitCounter agreed={state.analytics} tells={state.signal && !state.signalKept} />;
  if (!state.ask) return counter;
  return (
    <>
      {counter}
      <section
        aria-label={words.name}
        className="fixed inset-x-3 bottom-3 z-40 mx-auto max-w-2xl rounded-2xl border border-line bg-raised p-4 shadow-high shown-whole sm:p-5"
      >
        <p className="text-sm leading-6 text-secondary">
          {words.ask}{" "}
          <Link href="/legal/cookies" className="underline underline-offset-4">
            {words.kept}
          </Link>
        </p>
        <form action={answerBannerAction} className="mt-3 grid gap-2 sm:grid-cols-3">
          <Button type="submit" name="choice" value="necessary">
            {words.necessary}
          </Button>
          <Button type="submit" name="choice" value="all">
            {words.all}
          </Button>
          <Link
            href="/cookie-settings"
            className="grid h-9 place-items-center rounded-lg text-sm text-secondary underline-offset-4 hover:underline pointer-coarse:h-10"
          >
            {words.choose}
          </Link>
        </form>
        <i hidden data-whole />
      </section>
    </>
  );
}
