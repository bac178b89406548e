"use client";
import { BookOpen, LogOut, Settings, ShieldCheck } from "lucide-react";
import Link from "next/link";
import { signOut } from "next-auth/react";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast-store";
import { avatarClass, initialOf, type Person } from "./avatar";

/** The same button with its menu open below it: what `UserMenu` becomes when it is first pressed. */
export function OpenUserMenu({ name, email, organization, staff = false }: Person) {
  async function leave() {
    try {
      await signOut({ redirect: false });
      // eslint-disable-next-line @next/next/no-location-assign-relative-destination -- a full load: nothing of the person stays in this window
      window.location.assign("/");
    } catch {
      toast({
        tone: "danger",
        title: "You are still signed in",
        description: "The server cannot be reached. Try again.",
      });
    }
  }

  return (
    <Menu defaultOpen>
      <MenuTrigger aria-label="Your account" className={avatarClass}>
        {initialOf(name)}
      </MenuTrigger>
      <MenuContent align="end" className="w-60">
        <div className="px-2.5 py-2">
          <p className="truncate text-sm font-medium">{name}</p>
          <p className="truncate text-note text-secondary">{email}</p>
          <p className="mt-1 truncate text-xs text-faint">{organization}</p>
        </div>
        <MenuSeparator />
        {staff && (
          <MenuItem asChild>
            <Link href="/admin">
              <ShieldCheck aria-hidden /> Staff area
            </Link>
          </MenuItem>
        )}
        <MenuItem asChild>
          <Link href="/settings">
            <Settings aria-hidden /> Settings
          </Link>
        </MenuItem>
        <MenuItem asChild>
          <Link href="/docs">
            <BookOpen aria-hidden /> Documentation
          </Link>
        </MenuItem>
        <MenuSeparator />
        <MenuItem onSelect={() => void leave()}>
          <LogOut aria-hidden /> Sign out
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
