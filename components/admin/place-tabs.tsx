"use client";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { LinkTabs } from "@/components/ui/link-tabs";

/** Places of the staff area side by side; the first is its own page alone. On a phone it scrolls to the one that is open. */
export function PlaceTabs({
  label,
  places,
  className,
}: {
  label: string;
  places: readonly { href: string; name: string }[];
  className?: string;
}) {
  const path = usePathname();
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    const here = bar.current?.querySelector("[aria-current]")?.getBoundingClientRect();
    if (!bar.current || !here) return;
    const { left, width } = bar.current.getBoundingClientRect();
    bar.current.scrollLeft += here.left + here.width / 2 - (left + width / 2);
  }, [path]);
  const first = places[0].href;
  return (
    <LinkTabs
      ref={bar}
      label={label}
      className={className}
      tabs={places.map((place) => ({
        ...place,
        current: place.href === first ? path === first : path.startsWith(place.href),
      }))}
    />
  );
}
