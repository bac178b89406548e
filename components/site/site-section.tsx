import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";

/** A part of a public page: headline, lead, content. */
export function SiteSection({
  title,
  lead,
  heading: Heading = "h2",
  className,
  children,
}: {
  title: string;
  lead?: string;
  heading?: "h1" | "h2";
  className?: string;
  children: ReactNode;
}) {
  return (
    <section className={cn("mx-auto w-full max-w-6xl px-4 py-14 sm:px-6 sm:py-18", className)}>
      <Heading className="max-w-2xl text-[28px] leading-9 font-semibold tracking-[-0.022em] sm:text-4xl sm:leading-11">
        {title}
      </Heading>
      {lead && <p className="mt-3 max-w-2xl text-[17px] leading-7 text-pretty text-secondary">{lead}</p>}
      <div className="mt-9">{children}</div>
    </section>
  );
}
