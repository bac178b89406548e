"use client";
import { usePathname } from "next/navigation";
import { LinkTabs } from "@/components/ui/link-tabs";

/** Places of the staff area side by side; the first is its own page alone. */
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
  const first = places[0].href;
  return (
    <LinkTabs
      label={label}
      className={className}
      tabs={places.map((place) => ({
        ...place,
        current: place.href === first ? path === first : path.startsWith(place.href),
      }))}
    />
  );
}
