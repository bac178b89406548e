"use client";
import dynamic from "next/dynamic";
import { useState } from "react";

const load = () => import("./open-user-menu").then((file) => file.OpenUserMenu);
const OpenUserMenu = dynamic(load, { ssr: false, loading: () => <span className={avatarClass} /> });

export interface Person {
  name: string;
  email: string;
  organization: string;
  /** Whether the person belongs to whoever runs the portal. */
  staff?: boolean;
}

/** The person's initial; the menu below it is fetched when a hand comes near. */
export function UserMenu(person: Person) {
  const [used, setUsed] = useState(false);
  if (used) return <OpenUserMenu {...person} />;
  return (
    <button
      type="button"
      aria-label="Your account"
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setUsed(true)}
      className={avatarClass}
    >
      {initialOf(person.name)}
    </button>
  );
}

export const avatarClass =
  "grid size-9 place-items-center rounded-full bg-accent-soft text-sm font-semibold text-accent-text uppercase hover:brightness-95 pointer-coarse:size-10";

export const initialOf = (name: string): string => [...name][0] ?? "?";
