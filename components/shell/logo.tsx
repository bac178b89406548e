import { cn } from "@/components/ui/class-names";

/** A cube grown layer by layer. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={cn("size-7", className)}>
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <g fill="none" stroke="white" strokeWidth="2.1" strokeLinejoin="round" strokeLinecap="round">
        <path d="M16 6.6 24.4 11 16 15.4 7.6 11Z" fill="white" />
        <path d="M24.4 16 16 20.4 7.6 16" opacity=".85" />
        <path d="M24.4 21 16 25.4 7.6 21" opacity=".6" />
      </g>
    </svg>
  );
}

export function Logo({ className }: { className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2.5 font-semibold tracking-tight", className)}>
      <LogoMark /> PrintPal
    </span>
  );
}
