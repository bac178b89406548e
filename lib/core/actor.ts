/** What a key or session may do. `keys` manages keys, `billing` reads money, and so on. */
export const scopes = ["generate", "read", "keys", "billing", "webhooks", "privacy"] as const;
export type Scope = (typeof scopes)[number];

/** What each may: `tests/accounts/role-matrix.test.ts`. An auditor reads what proves what happened, and no content. */
export const roles = ["owner", "admin", "developer", "billing", "viewer", "auditor"] as const;
export type Role = (typeof roles)[number];

/** People of whoever runs the portal: support answers, privacy decides on requests, operator runs it all. */
export const staffRoles = ["support", "privacy", "operator"] as const;
export type StaffRole = (typeof staffRoles)[number];

/** Who acts. Every verb takes one explicitly; nothing is ambient. */
export type Actor =
  | KeyActor
  | UserActor
  | { kind: "staff"; userId: string; role: StaffRole }
  | { kind: "system"; name: string };

export interface UserActor {
  kind: "user";
  userId: string;
  sessionId: string;
  role: Role;
  /** The project that they chose for this act, whose rules hold as well; none where absent. */
  projectId?: string | null;
}

export interface KeyActor {
  kind: "key";
  keyId: string;
  keyName: string;
  test: boolean;
  scopes: readonly Scope[];
  /** What the key's generations of one calendar month may cost, in credits; no bound where absent. */
  monthlyCreditCap?: number | null;
  /** Whose rules hold as well; none where absent. */
  projectId?: string | null;
}
