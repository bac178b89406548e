import {
  Activity,
  Boxes,
  Coins,
  KeyRound,
  LayoutDashboard,
  LifeBuoy,
  ShieldCheck,
  Settings,
  WandSparkles,
  Webhook,
  type LucideIcon,
} from "lucide-react";

export interface NavItem {
  href: string;
  name: string;
  icon: LucideIcon;
  /** Nothing there for who sees no pictures and models. */
  content?: true;
}

/** What a role that sees content, or does not, finds in the menu. */
export const navItemsFor = (seesContent: boolean): readonly NavItem[] =>
  navItems.filter(({ content }) => seesContent || !content);

const navItems: readonly NavItem[] = [
  { href: "/overview", name: "Overview", icon: LayoutDashboard },
  { href: "/generate", name: "Generate", icon: WandSparkles, content: true },
  { href: "/generations", name: "Generations", icon: Boxes, content: true },
  { href: "/keys", name: "API keys", icon: KeyRound },
  { href: "/webhooks", name: "Webhooks", icon: Webhook },
  { href: "/usage", name: "Usage", icon: Activity },
  { href: "/credits", name: "Credits", icon: Coins },
  { href: "/settings", name: "Settings", icon: Settings },
  { href: "/privacy", name: "Privacy", icon: ShieldCheck },
  { href: "/support", name: "Support", icon: LifeBuoy },
];
