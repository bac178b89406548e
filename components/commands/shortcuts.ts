/** What the keyboard can do anywhere in the portal. A sequence is pressed one key after the other. */
export interface Shortcut {
  /** Keys in order, as `KeyboardEvent.key` says them, in lower case. */
  keys: readonly string[];
  name: string;
  /** Where it leads, or what it does. */
  href?: string;
  does?: "palette" | "sheet" | "theme";
}

export const shortcuts: readonly Shortcut[] = [
  { keys: ["/"], name: "Search and commands", does: "palette" },
  { keys: ["?"], name: "This list", does: "sheet" },
  { keys: ["n"], name: "Make a model", href: "/generate" },
  { keys: ["t"], name: "Switch the colours", does: "theme" },
  { keys: ["g", "o"], name: "Go to the overview", href: "/overview" },
  { keys: ["g", "m"], name: "Go to your models", href: "/generations" },
  { keys: ["g", "k"], name: "Go to API keys", href: "/keys" },
  { keys: ["g", "w"], name: "Go to webhooks", href: "/webhooks" },
  { keys: ["g", "u"], name: "Go to usage", href: "/usage" },
  { keys: ["g", "c"], name: "Go to credits", href: "/credits" },
  { keys: ["g", "s"], name: "Go to settings", href: "/settings" },
  { keys: ["g", "h"], name: "Go to support", href: "/support" },
  { keys: ["g", "d"], name: "Go to the documentation", href: "/docs" },
];

export interface Pressed {
  /** Keys of a sequence that has begun. */
  held: readonly string[];
  found: Shortcut | null;
}

/** What one more key makes of the keys before it: a shortcut, the beginning of one, or a new beginning. */
export function pressKey(held: readonly string[], key: string): Pressed {
  for (const keys of [[...held, key], [key]]) {
    const begun = shortcuts.filter((one) => keys.every((k, at) => one.keys[at] === k));
    const found = begun.find((one) => one.keys.length === keys.length);
    if (found) return { held: [], found };
    if (begun.length > 0) return { held: keys, found: null };
  }
  return { held: [], found: null };
}
