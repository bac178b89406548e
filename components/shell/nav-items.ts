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
}

export const navItems: readonly NavItem[] = [
  { href: "/overview", name: "Overview", icon: LayoutDashboard },
  { href: "/generate", name: "Generate", icon: WandSparkles },
  { href: "/generations", name: "Generations", icon: Boxes },
  { href: "/keys", name: "API keys", icon: KeyRound },
  { href: "/webhooks", name: "Webhooks", icon: Webhook },
  { href: "/usage", name: "Usage", icon: Activity },
  { href: "/credits", name: "Credits", icon: Coins },
  { href: "/settings", name: "Settings", icon: Settings },
  { href: "/privacy", name: "Privacy", icon: ShieldCheck },
  { href: "/support", name: "Support", icon: LifeBuoy },
];
