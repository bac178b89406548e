"use client";
import { BookOpen, LogOut, Settings, ShieldCheck } from "lucide-react";
import Link from "next/link";
import { signOut } from "next-auth/react";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast-store";

export function UserMenu({
  name,
  email,
  organization,
  staff = false,
}: {
  name: string;
  email: string;
  organization: string;
  /** Whether the person belongs to whoever runs the portal. */
  staff?: boolean;
}) {
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
    <Menu>
      <MenuTrigger
        aria-label="Your account"
        className="grid size-9 place-items-center rounded-full bg-accent-soft text-sm font-semibold text-accent-text uppercase hover:brightness-95 pointer-coarse:size-10"
      >
        {[...name][0] ?? "?"}
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
