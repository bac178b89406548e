import Link from "next/link";
import { Logo } from "@/components/shell/logo";
import { LinkButton } from "@/components/ui/button";

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center px-6 py-16">
      <Link href="/" aria-label="PrintPal, start page" className="self-start rounded-lg">
        <Logo />
      </Link>
      <h1 className="mt-10 text-3xl font-semibold tracking-tight">There is nothing on this layer</h1>
      <p className="mt-3 leading-7 text-secondary">
        The address leads nowhere, or to something that was deleted or belongs to another organization. Check
        it, or go on from here.
      </p>
      <div className="mt-7 flex flex-wrap gap-2">
        <LinkButton href="/generations" look="primary">
          Your generations
        </LinkButton>
        <LinkButton href="/docs">Documentation</LinkButton>
      </div>
    </main>
  );
}
