import { cookies } from "next/headers";

export type Theme = "light" | "dark" | "system";
export const THEME_COOKIE = "theme";

/** The reader's choice, known before the first byte goes out, so that no page flashes in the wrong colours. */
export async function readTheme(): Promise<Theme> {
  const value = (await cookies()).get(THEME_COOKIE)?.value;
  return value === "light" || value === "dark" ? value : "system";
}
