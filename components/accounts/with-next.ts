/** A page of the entry, which knows where to go afterwards: by itself it goes to the overview. */
export const withNext = (page: "/sign-in" | "/sign-up", next: string): string =>
  next === "/overview" ? page : `${page}?next=${encodeURIComponent(next)}`;
