"use client";
import Link, { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/class-names";
import { navItemsFor } from "./nav-items";

export function NavList({ seesContent, onNavigate }: { seesContent: boolean; onNavigate?: () => void }) {
  const path = usePathname();
  return (
    <nav aria-label="Portal" className="grid gap-0.5">
      {navItemsFor(seesContent).map(({ href, name, icon: Icon }) => {
        const here = path === href || path.startsWith(`${href}/`);
        return (
          <Link
            key={href}
            href={href}
            onClick={onNavigate}
            aria-current={here ? "page" : undefined}
            className={cn(
              "flex h-9 items-center gap-2.5 rounded-lg px-2.5 text-sm font-medium text-secondary transition-colors pointer-coarse:h-11",
              "hover:bg-muted hover:text-foreground",
              here && "bg-muted-strong/70 text-foreground hover:bg-muted-strong/70",
            )}
          >
            <Icon aria-hidden className={cn("size-4", here ? "text-accent-text" : "text-faint")} />
            {name}
            <PendingDot />
          </Link>
        );
      })}
    </nav>
  );
}

/** Shows that the page is on its way, where that takes long enough to be noticed. */
function PendingDot() {
  const { pending } = useLinkStatus();
  return (
    <span
      aria-hidden
      className={cn(
        "ml-auto size-1.5 rounded-full bg-accent opacity-0 transition-opacity",
        pending && "animate-pulse opacity-100 delay-150",
      )}
    />
  );
}
