import { acknowledgeAlert as acknowledge, AlertRef, listAlerts } from "@/lib/status";
import { UsageError, type Command } from "../command";
import { operatorContext } from "./operator-context";

export const listOpenAlerts: Command = {
  summary: "Lists what is wrong and whom it was told, newest first.",
  options: { all: { type: "boolean", help: "also what is over" } },
  async run({ all }) {
    const alerts = (await listAlerts(operatorContext())).filter(({ ended_at }) => all || ended_at === null);
    const lines = alerts.map(({ id, summary, started_at, ...alert }) =>
      [
        `${id}  ${summary}, since ${started_at}`,
        `  mails written: ${alert.times_told}${alert.told_to.length > 0 ? `, last to ${alert.told_to.join(", ")}` : ""}`,
        ...(alert.acknowledged_at
          ? [`  ${alert.acknowledged_by} looks at it since ${alert.acknowledged_at}`]
          : []),
        ...(alert.ended_at ? [`  over since ${alert.ended_at}`] : []),
      ].join("\n"),
    );
    return { json: { alerts }, text: lines.join("\n") || "Nothing is wrong." };
  },
};

export const acknowledgeAlert: Command = {
  summary:
    "Takes an alert upon the operator: nobody is mailed of it any more. ID is what `alerts list` shows.",
  operands: ["ID"],
  async run(_, [id]) {
    const ref = AlertRef.safeParse({ id });
    if (!ref.success) throw new UsageError(`${id} is no alert: write what \`alerts list\` shows.`);
    await acknowledge(operatorContext(), ref.data);
    return { json: { id, acknowledged: true }, text: `${id} is acknowledged.` };
  },
};
