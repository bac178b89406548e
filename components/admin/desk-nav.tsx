"use client";
import { usePathname } from "next/navigation";
import { LinkTabs } from "@/components/ui/link-tabs";

const places = [
  { href: "/admin/privacy", name: "Requests" },
  { href: "/admin/privacy/restrictions", name: "Restrictions" },
  { href: "/admin/privacy/holds", name: "Holds" },
  { href: "/admin/privacy/breaches", name: "Breaches" },
  { href: "/admin/privacy/legal-requests", name: "Legal requests" },
  { href: "/admin/privacy/processors", name: "Processors" },
  { href: "/admin/privacy/policies", name: "Policies" },
];

export function DeskNav() {
  const path = usePathname();
  const isHere = (href: string) => (href === "/admin/privacy" ? path === href : path.startsWith(href));
  return (
    <LinkTabs
      label="Privacy desk"
      className="mb-5 w-fit"
      tabs={places.map((place) => ({ ...place, current: isHere(place.href) }))}
    />
  );
}
