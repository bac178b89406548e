import type { StaffRole } from "@/lib/core/actor";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { requireStaff } from "./require-staff";

/** Takes a person into the staff, gives another role, or with null takes it away. Only operators and the system may. */
export async function setStaffRole(ctx: Context, userId: string, role: StaffRole | null): Promise<void> {
  requireStaff(ctx, ["operator"]);
  await transaction(ctx, async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { staffRole: role } });
    await recordAudit(tx, ctx, { action: "staff.set_role", subjectId: userId, detail: { role } });
  });
}
