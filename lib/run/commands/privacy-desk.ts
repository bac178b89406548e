import {
  acknowledgeRequest as acknowledge,
  answerPrivacyRequest,
  decideChildReport,
  extendPrivacyRequest,
  keepRestriction,
  listOpenRequests,
  listRestrictions,
  planLifting,
} from "@/lib/privacy";
import {
  AcknowledgeRequest,
  AnswerRequest,
  DecideChildReport,
  ExtendRequest,
  KeepRestriction,
  PlanLifting,
} from "@/lib/privacy/schema";
import type { z } from "zod";
import { UsageError, type Command } from "../command";
import { operatorContext } from "./operator-context";

export const listPrivacyDesk: Command = {
  summary: "Lists the privacy requests that are not done, the nearest deadline first.",
  async run() {
    const requests = await listOpenRequests(operatorContext());
    const lines = requests.map(({ id, type, source, status, user_id, contact, message, ...request }) =>
      [
        `${id}  ${type}  by ${source}  ${status}  due ${request.due_at} (${request.days_left} days)`,
        ...(request.furthest_due_at
          ? [`  by the law (${request.law}) at most until ${request.furthest_due_at}`]
          : []),
        ...(request.acknowledge_by && !request.acknowledged_at
          ? [`  to be acknowledged by ${request.acknowledge_by}`]
          : []),
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

export const acknowledgeRequest: Command = {
  summary: "Mails whoever asked once more that their request has come, where no server took that mail.",
  operands: ["ID"],
  async run(_, [id]) {
    await acknowledge(operatorContext(), read(AcknowledgeRequest, { id }));
    return { json: { id }, text: "The mail goes out once more." };
  },
};

export const extendRequest: Command = {
  summary: "Takes more time for a privacy request, once, before its deadline, no further than the law goes.",
  operands: ["ID"],
  options: {
    until: {
      type: "string",
      value: "TIME",
      help: "such as 2027-04-28T00:00:00Z; as far as the law goes without it",
    },
    reason: { type: "string", value: "TEXT", required: true, help: "what the person is told" },
  },
  async run({ reason, until }, [id]) {
    const wish = read(ExtendRequest, { id, reason, due_at: until });
    const { due_at } = await extendPrivacyRequest(operatorContext(), wish);
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

export const listRestricted: Command = {
  summary: "Lists whose data may only be kept, because they said so, and what is planned for them.",
  async run() {
    const restrictions = await listRestrictions(operatorContext());
    const lines = restrictions.map(({ user_id, restricted_at, planned }) =>
      [
        user_id,
        `since ${restricted_at}`,
        planned ? `${planned.id} ends it at ${planned.lifts_at}` : "-",
      ].join("  "),
    );
    return { json: { restrictions }, text: lines.join("\n") || "Nobody." };
  },
};

export const liftRestriction: Command = {
  summary: "Plans that a person's restriction ends, a week ahead at least; the person is mailed now.",
  operands: ["PERSON"],
  options: {
    at: { type: "string", value: "TIME", required: true, help: "such as 2027-01-31T00:00:00Z" },
    reason: { type: "string", value: "TEXT", required: true, help: "what the person is told" },
  },
  async run({ at, reason }, [person]) {
    const plan = read(PlanLifting, { user_id: person, lifts_at: at, reason });
    const { id } = await planLifting(operatorContext(), plan);
    return { json: { id, ...plan }, text: `${id} ends the restriction at ${plan.lifts_at}.` };
  },
};

export const keepRestricted: Command = {
  summary: "Takes the planned end of a restriction back; the person is mailed.",
  operands: ["ID"],
  async run(_, [id]) {
    await keepRestriction(operatorContext(), read(KeepRestriction, { id }));
    return { json: { id }, text: "The restriction stays." };
  },
};

function read<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new UsageError(parsed.error.issues[0].message);
}
