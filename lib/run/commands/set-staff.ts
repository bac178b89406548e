import { findUserByEmail, setStaffRole } from "@/lib/accounts";
import { staffRoles, type StaffRole } from "@/lib/core/actor";
import { AppError } from "@/lib/core/errors";
import { UsageError, type Command } from "../command";
import { operatorContext } from "./operator-context";

export const setStaff: Command = {
  summary: "Takes a person into the staff as support, privacy or operator, or with none out of it.",
  options: {
    email: { type: "string", value: "ADDRESS", required: true, help: "the person's address" },
    role: { type: "string", value: "ROLE", required: true, help: `${staffRoles.join(", ")} or none` },
  },
  async run({ email, role }) {
    if (role !== "none" && !staffRoles.includes(role as StaffRole))
      throw new UsageError(`--role: expected ${staffRoles.join(", ")} or none.`);
    const user = await findUserByEmail(String(email));
    if (!user) throw new AppError("not_found", `There is no account with the address ${String(email)}.`);
    const staffRole = role === "none" ? null : (role as StaffRole);
    await setStaffRole(operatorContext(), user.id, staffRole);
    return {
      json: { user_id: user.id, staff_role: staffRole },
      text: staffRole ? `${user.email} is now ${staffRole}.` : `${user.email} is no longer staff.`,
    };
  },
};
