/* eslint-disable @next/next/no-html-link-for-pages -- every page fetches what its not-found page needs: plain links cost nothing */
import { Logo } from "@/components/shell/logo";
import { readLanguage } from "@/components/site/read-language";
import { failureWords } from "@/components/site/words/failure-words";
import { buttonClass } from "@/components/ui/button-look";

export default async function NotFound() {
  const language = await readLanguage();
  const words = failureWords[language];
  return (
    <main lang={language} className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center px-6 py-16">
      <a href="/" aria-label="PrintPal, start page" className="self-start rounded-lg">
        <Logo />
      </a>
      <h1 className="mt-10 text-3xl font-semibold tracking-tight">{words.nothing}</h1>
      <p className="mt-3 leading-7 text-secondary">{words.nowhere}</p>
      <div className="mt-7 flex flex-wrap gap-2">
        <a href="/generations" className={buttonClass({ look: "primary" })}>
          {words.generations}
        </a>
        <a href="/docs" className={buttonClass({})}>
          {words.docs}
        </a>
      </div>
    </main>
  );
}
