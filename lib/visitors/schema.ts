import { z } from "zod";

/** What this website keeps in a browser, and what a browser said about it: pure, safe in a browser. */

export type CookieGroup = "necessary" | "analytics" | "preferences";

export interface RegisteredCookie {
  /** Over TLS those with `host` bear the prefix `__Host-`. */
  name: string;
  host?: boolean;
  group: CookieGroup;
  kind: "cookie" | "local storage" | "IndexedDB";
  purpose: string;
  kept: string;
}

/** Everything that this website may keep in a browser. A test compares it with what a browser holds after a visit. */
export const cookieRegister: readonly RegisteredCookie[] = [
  {
    name: "printpal.session",
    host: true,
    group: "necessary",
    kind: "cookie",
    purpose: "Keeps you signed in. It holds a sealed reference to your session.",
    kept: "Seven days at most, or until you sign out",
  },
  {
    name: "printpal.csrf",
    host: true,
    group: "necessary",
    kind: "cookie",
    purpose: "Protects the sign-in from forms of other sites.",
    kept: "Until the browser is closed",
  },
  {
    name: "printpal.return",
    host: true,
    group: "necessary",
    kind: "cookie",
    purpose: "Remembers which page you wanted to see before you signed in.",
    kept: "Until the browser is closed",
  },
  {
    name: "printpal.gate",
    group: "necessary",
    kind: "cookie",
    purpose: "Remembers that an account could not be opened in this browser. It holds no age.",
    kept: "Until the browser is closed",
  },
  {
    name: "printpal.cookies",
    group: "necessary",
    kind: "cookie",
    purpose: "Remembers what you said about cookies. It holds no identifier.",
    kept: "Six months",
  },
  {
    name: "theme",
    group: "preferences",
    kind: "cookie",
    purpose: "Remembers the colours that you chose. Set only when you choose some.",
    kept: "A year",
  },
  {
    name: "language",
    group: "preferences",
    kind: "cookie",
    purpose: "Remembers the language that you chose for the public pages. Set only when you choose one.",
    kept: "A year",
  },
  {
    name: "Shortcuts on or off",
    group: "preferences",
    kind: "local storage",
    purpose: "Remembers whether you switched keyboard shortcuts off. Set only when you do.",
    kept: "Until you clear it",
  },
  {
    name: "Models in 3D",
    group: "preferences",
    kind: "local storage",
    purpose:
      "Remembers that you want models in 3D at once, on a machine without a graphics card. Set only when you press that button.",
    kept: "Until you go back to the picture or clear it",
  },
  {
    name: "Pages of today",
    group: "analytics",
    kind: "local storage",
    purpose:
      "Lists which pages this browser opened today, so that each is counted once. The list stays in the browser.",
    kept: "Until the first page of another day, or until you withdraw your choice",
  },
  {
    name: "Draft of a generation",
    group: "necessary",
    kind: "IndexedDB",
    purpose:
      "Keeps a picture that you chose but have not sent, so that a reload does not lose it. It stays in the browser.",
    kept: "Until it is sent or cleared",
  },
];

export const COOKIE_NAME = "printpal.cookies";
/** Raised when an optional cookie is added or gets another purpose: everybody is asked again. */
export const REGISTER_REVISION = 3;
export const ASKED_AGAIN_DAYS = 182;

export interface CookieWish {
  analytics: boolean;
  preferences: boolean;
}

const DAY_MS = 86_400_000;

/** A choice as its cookie holds it: the revision it was said to, the two switches and the day. */
export const writeChoice = (revision: string, { analytics, preferences }: CookieWish, now: Date): string =>
  [revision, Number(analytics), Number(preferences), Math.floor(now.getTime() / DAY_MS)].join(".");

/** Null where nothing was said, to another revision, or more than six months ago: then it is asked again. */
export function readChoice(value: string | undefined, revision: string, now: Date): CookieWish | null {
  const parts = /^([\w-]+)\.([01])\.([01])\.(\d{1,6})$/.exec(value ?? "");
  if (!parts || parts[1] !== revision) return null;
  const age = Math.floor(now.getTime() / DAY_MS) - Number(parts[4]);
  if (age < 0 || age >= ASKED_AGAIN_DAYS) return null;
  return { analytics: parts[2] === "1", preferences: parts[3] === "1" };
}

export const choiceSources = ["banner", "settings", "signal", "sale", "limit"] as const;
export const ChoiceSource = z.enum(choiceSources);
export type ChoiceSource = z.infer<typeof ChoiceSource>;

/** What a browser says that opens a page. */
export const PageVisit = z.strictObject({
  path: z.string().max(300),
  /** Whether it has not opened that page today before: only where being counted was agreed to. */
  first: z.boolean(),
});
export type PageVisit = z.infer<typeof PageVisit>;

/** What the pages know of the browser that asks. */
export interface CookieState extends CookieWish {
  /** Whether it has to be asked. */
  ask: boolean;
  /** Whether the browser sends the Global Privacy Control signal, which outdoes every choice. */
  signal: boolean;
  /** Whether that signal was kept as a row yet. */
  signalKept: boolean;
}
