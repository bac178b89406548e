/* eslint-disable @next/next/no-html-link-for-pages -- every page fetches what its not-found page needs: plain links cost nothing */
import { readLanguage } from "@/components/site/read-language";
import { failureWords } from "@/components/site/words/failure-words";
import { buttonClass } from "@/components/ui/button-look";

/** What is said where an address leads nowhere, and the ways on from there. */
export async function NothingHere() {
  const language = await readLanguage();
  const words = failureWords[language];
  return (
    <div lang={language}>
      <h1 className="text-3xl font-semibold tracking-tight">{words.nothing}</h1>
      <p className="mt-3 leading-7 text-secondary">{words.nowhere}</p>
      <div className="mt-7 flex flex-wrap gap-2">
        <a href="/generations" className={buttonClass({ look: "primary" })}>
          {words.generations}
        </a>
        <a href="/docs" className={buttonClass({})}>
          {words.docs}
        </a>
      </div>
    </div>
  );
}
