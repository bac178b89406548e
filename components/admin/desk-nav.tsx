"use client";
import { usePathname } from "next/navigation";
import { LinkTabs } from "@/components/ui/link-tabs";

const places = [
  { href: "/admin/privacy", name: "Requests" },
  { href: "/admin/privacy/holds", name: "Holds" },
  { href: "/admin/privacy/breaches", name: "Breaches" },
  { href: "/admin/privacy/legal-requests", name: "Legal requests" },
];

export function DeskNav() {
  const path = usePathname();
  return (
    <LinkTabs
      label="Privacy desk"
      className="mb-5 w-fit"
      tabs={places.map((place) => ({ ...place, current: path === place.href }))}
    />
  );
}
