import { personalRooms } from "@/lib/api/personal-data/rooms";
import { announceTransfer, planTransfer } from "@/lib/privacy";
import { TransferBusiness } from "@/lib/privacy/schema";
import { UsageError, type Command } from "../command";
import { operatorContext } from "./operator-context";

export const transferBusiness: Command = {
  summary:
    "Lists whom a transfer of the business concerns, what each is told and what there is to hand over; with --announce mails them.",
  options: {
    to: { type: "string", value: "NAME", required: true, help: "who takes the business over" },
    on: { type: "string", value: "TIME", required: true, help: "such as 2027-03-31T00:00:00Z" },
    why: { type: "string", value: "TEXT", required: true, help: "what changes hands, in a sentence" },
    announce: { type: "boolean", help: "mails everybody; without it nothing is changed" },
  },
  async run({ to, on, why, announce }) {
    const parsed = TransferBusiness.safeParse({ recipient: to, effective_at: on, summary: why });
    if (!parsed.success) throw new UsageError(parsed.error.issues[0].message);
    const plan = await planTransfer(operatorContext(), parsed.data, personalRooms);
    const announced = announce ? await announceTransfer(operatorContext(), parsed.data) : null;
    const lines = [
      ...plan.inventory.map(({ table, rows, about }) => `${String(rows).padStart(9)}  ${table} (${about})`),
      "",
      ...plan.subjects.map(
        ({ user_id, organizations, closed, notice }) =>
          `${user_id}  ${notice}  ${organizations} organizations${closed ? ", closed" : ""}`,
      ),
      "",
      plan.notice.subject,
      plan.notice.text,
      `${plan.subjects.length} people can export and erase for ${plan.window.days} days, until ${plan.window.until}.`,
      announced
        ? `${announced.id} is announced; everybody is being mailed.`
        : "Nothing was changed. With --announce everybody is mailed.",
    ];
    return { json: { ...plan, announced: announced?.id ?? null }, text: lines.join("\n") };
  },
};
