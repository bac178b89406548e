import { cn } from "./class-names";

/** Whose table names the networks on the page, as its licence asks. */
export function NetworkCredit({ className }: { className?: string }) {
  const look = "underline underline-offset-4";
  return (
    <p className={cn("text-xs text-faint", className)}>
      Networks by{" "}
      <a href="https://db-ip.com" rel="noopener" className={look}>
        DB-IP
      </a>
      ,{" "}
      <a href="https://www.routeviews.org" rel="noopener" className={look}>
        Route Views
      </a>{" "}
      and{" "}
      <a href="https://www.nro.net" rel="noopener" className={look}>
        NRO
      </a>
    </p>
  );
}
