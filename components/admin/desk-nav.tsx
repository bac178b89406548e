import { PlaceTabs } from "./place-tabs";

const places = [
  { href: "/admin/privacy", name: "Requests" },
  { href: "/admin/privacy/restrictions", name: "Restrictions" },
  { href: "/admin/privacy/holds", name: "Holds" },
  { href: "/admin/privacy/breaches", name: "Breaches" },
  { href: "/admin/privacy/legal-requests", name: "Legal requests" },
  { href: "/admin/privacy/processors", name: "Processors" },
  { href: "/admin/privacy/policies", name: "Policies" },
];

export const DeskNav = () => <PlaceTabs label="Privacy desk" places={places} className="mb-5 w-fit" />;
