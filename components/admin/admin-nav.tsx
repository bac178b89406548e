import { PlaceTabs } from "./place-tabs";

const places = [
  { href: "/admin", name: "Health" },
  { href: "/admin/alerts", name: "Alerts" },
  { href: "/admin/organizations", name: "Organizations" },
  { href: "/admin/people", name: "People" },
  { href: "/admin/generations", name: "Generations" },
  { href: "/admin/jobs", name: "Jobs" },
  { href: "/admin/tickets", name: "Tickets" },
  { href: "/admin/privacy", name: "Privacy" },
  { href: "/admin/statistics", name: "Statistics" },
];

export const AdminNav = () => <PlaceTabs label="Staff area" places={places} className="w-fit" />;
