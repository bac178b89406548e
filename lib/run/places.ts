/** Every place of the portal that has a fixed address, for those who walk through all of it. */
export const places = {
  /** For whoever is not signed in; who is gets sent on. */
  guest: ["/sign-in", "/sign-up"],
  /** For everybody, and looked at signed in. */
  open: [
    "/",
    "/pricing",
    "/status",
    "/docs",
    "/docs/search?q=webhooks",
    "/docs/errors",
    "/docs/gallery",
    "/docs/performance",
    "/docs/changelog",
    "/docs/reference",
    "/docs/reference/generations",
    "/docs/design",
    "/nowhere",
  ],
  member: [
    "/overview",
    "/generate",
    "/generations",
    "/generations?status=failed",
    "/generations?view=table",
    "/generations/compare",
    "/keys",
    "/webhooks",
    "/usage",
    "/credits",
    "/settings",
    "/settings/security",
    "/settings/data",
    "/support",
  ],
} as const;
