import type { Role } from "@/lib/core/actor";

/** What the roles may, in as many words as a choice has room for. */
export const roleChoice: readonly { value: Role; label: string }[] = [
  { value: "owner", label: "Owner: everything" },
  { value: "admin", label: "Admin: all but money" },
  { value: "developer", label: "Developer: models and keys" },
  { value: "billing", label: "Billing: money" },
  { value: "viewer", label: "Viewer: looks" },
  { value: "auditor", label: "Auditor: records, no models" },
];
