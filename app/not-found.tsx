/* eslint-disable @next/next/no-html-link-for-pages -- every page fetches what its not-found page needs: plain links cost nothing */
import { Logo } from "@/components/shell/logo";
import { NothingHere } from "@/components/shell/nothing-here";

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center px-6 py-16 shown-whole">
      <a href="/" aria-label="PrintPal, start page" className="mb-10 self-start rounded-lg">
        <Logo />
      </a>
      <NothingHere />
      <i hidden data-whole />
    </main>
  );
}
