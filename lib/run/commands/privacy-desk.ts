import {
  answerPrivacyRequest,
  decideChildReport,
  extendPrivacyRequest,
  listOpenRequests,
} from "@/lib/privacy";
import { AnswerRequest, DecideChildReport, ExtendRequest } from "@/lib/privacy/schema";
import type { z } from "zod";
import { UsageError, type Command } from "../command";
import { operatorContext } from "./operator-context";

export const listPrivacyDesk: Command = {
  summary: "Lists the privacy requests that are not done, the nearest deadline first.",
  async run() {
    const requests = await listOpenRequests(operatorContext());
    const lines = requests.map(({ id, type, source, status, due_at, days_left, user_id, contact, message }) =>
      [
        `${id}  ${type}  by ${source}  ${status}  due ${due_at} (${days_left} days)`,
        `  of ${user_id ?? contact ?? "nobody that is known"}`,
        ...(message ? [`  ${message.replace(/\s+/g, " ")}`] : []),
      ].join("\n"),
    );
    return { json: { requests }, text: lines.join("\n") || "None." };
  },
};

const answer = { type: "string", value: "TEXT", required: true, help: "what the person is told" } as const;

export const answerRequest: Command = {
  summary: "Ends a privacy request that a person of the staff decided on; whoever asked is told by mail.",
  operands: ["ID"],
  options: { answer, refused: { type: "boolean", help: "it is not granted; the answer says why" } },
  async run(values, [id]) {
    const outcome = values.refused ? "refused" : "completed";
    await answerPrivacyRequest(
      operatorContext(),
      read(AnswerRequest, { id, answer: values.answer, outcome }),
    );
    return { json: { id, outcome }, text: `${id} is ${outcome}.` };
  },
};

export const extendRequest: Command = {
  summary: "Takes two months more for a privacy request, once, before its deadline.",
  operands: ["ID"],
  options: { reason: { type: "string", value: "TEXT", required: true, help: "what the person is told" } },
  async run({ reason }, [id]) {
    const { due_at } = await extendPrivacyRequest(operatorContext(), read(ExtendRequest, { id, reason }));
    return { json: { id, due_at }, text: `${id} is due at ${due_at}.` };
  },
};

export const decideReport: Command = {
  summary: "Decides on a report about a child's account: it is erased at once, or goes on.",
  operands: ["ID"],
  options: { answer, child: { type: "boolean", help: "it is a child's; without this the account goes on" } },
  async run(values, [id]) {
    const isChild = values.child === true;
    const decision = read(DecideChildReport, { id, answer: values.answer, is_child: isChild });
    await decideChildReport(operatorContext(), decision);
    return {
      json: { id, is_child: isChild },
      text: isChild ? "The account is being erased." : "It goes on.",
    };
  },
};

function read<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new UsageError(parsed.error.issues[0].message);
}
