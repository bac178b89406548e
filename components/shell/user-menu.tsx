"use client";
import dynamic from "next/dynamic";
import { useState } from "react";
import { avatarClass, initialOf, type Person } from "./avatar";

const load = () => import("./open-user-menu").then((file) => file.OpenUserMenu);
const OpenUserMenu = dynamic(load, { ssr: false, loading: () => <span className={avatarClass} /> });

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
