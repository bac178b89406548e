import type { ReactNode } from "react";

/** A chapter with an address of its own. */
export function DocsSection({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} className="mt-14 min-w-0 first-of-type:mt-10">
      <h2 className="text-xl font-semibold tracking-tight">
        <a href={`#${id}`} className="underline-offset-4 hover:underline">
          {title}
        </a>
      </h2>
      <div className="mt-3 grid gap-4 text-[15px] leading-7 text-secondary [&_code]:font-mono [&_code]:text-[0.88em] [&_p_code]:rounded [&_p_code]:bg-muted [&_p_code]:px-1.5 [&_p_code]:py-0.5 [&_p_code]:text-foreground">
        {children}
      </div>
    </section>
  );
}
