import type { Role, StaffRole } from "@/lib/core/actor";
import { env } from "@/lib/core/env";

/** Who asks for a second factor: an organization of everybody, or this installation of a role. */
export type DemandedBy = "organization" | "role" | "staff";

/** Whether this installation demands a second factor of a role, or of its own staff whatever their role is. */
export function demandedByInstallation(role: Role | null, staffRole: StaffRole | null): DemandedBy | null {
  const { secondFactorFor } = env();
  if (staffRole && secondFactorFor.includes("staff")) return "staff";
  return role && secondFactorFor.includes(role) ? "role" : null;
}
