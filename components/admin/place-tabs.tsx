"use client";
import { usePathname } from "next/navigation";
import { LinkTabs } from "@/components/ui/link-tabs";
import { useOpenTab } from "@/components/ui/use-open-tab";

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
  const bar = useOpenTab(path);
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
