"use client";
import { usePathname } from "next/navigation";
import { LinkTabs } from "@/components/ui/link-tabs";

const places = [
  { href: "/admin", name: "Health" },
  { href: "/admin/organizations", name: "Organizations" },
  { href: "/admin/people", name: "People" },
  { href: "/admin/jobs", name: "Jobs" },
  { href: "/admin/tickets", name: "Tickets" },
  { href: "/admin/privacy", name: "Privacy" },
  { href: "/admin/statistics", name: "Statistics" },
];

export function AdminNav() {
  const path = usePathname();
  const isHere = (href: string) => (href === "/admin" ? path === href : path.startsWith(href));
  return (
    <LinkTabs
      label="Staff area"
      className="w-fit"
      tabs={places.map((place) => ({ ...place, current: isHere(place.href) }))}
    />
  );
}
