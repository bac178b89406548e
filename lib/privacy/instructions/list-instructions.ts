import { listMembers, requireRole } from "@/lib/accounts";
import type { Table } from "@/lib/core/table";
import { listAudit, listAuditMonths, type AuditLine, type Context } from "@/lib/db";
import { listKeys } from "@/lib/keys";
import type { Instruction } from "../instruction-schema";
import { listProjects } from "../projects/get-project";
import { requirePrivacyAccess } from "../require-privacy-access";
import { instructionWords, type InstructionDetail } from "./describe-instruction";

const actions = Object.keys(instructionWords);

/**
 * What the organization told us to do with the data that we process for it, the newest first: read from the audit log,
 * which is written with each act. `month` as `2026-11`, in UTC. For owners, admins and auditors. Throws `forbidden`.
 */
export async function listInstructions(
  ctx: Context,
  { month, limit = 200 }: { month?: string; limit?: number } = {},
): Promise<{ data: Instruction[]; has_more: boolean }> {
  requireReader(ctx);
  const { organizationId } = ctx;
  const between = month === undefined ? undefined : daysOf(month);
  const [lines, members, keys, projects] = await Promise.all([
    listAudit({ organizationId, actions, between, limit: limit + 1 }),
    listMembers(ctx),
    listKeys(ctx, { revoked: true }),
    listProjects(ctx),
  ]);
  const people = new Map(members.map(({ userId, name }) => [userId, name]));
  const keyNames = new Map(keys.data.map(({ id, name }) => [id, name]));
  const projectNames = new Map(projects.data.map(({ id, name }) => [id, name]));
  const projectNamed = (id: unknown) => {
    const name = projectNames.get(String(id));
    return name ? `project “${name}”` : "a project";
  };
  const data = lines.slice(0, limit).map((line): Instruction => {
    const detail = (line.detail ?? {}) as InstructionDetail;
    const what = instructionWords[line.action]({ detail, subject: line.subjectId, projectNamed });
    return { ...toLine(line, detail), ...whoOf(line, people, keyNames), what };
  });
  return { data, has_more: lines.length > limit };
}

/** The months that hold one, the newest first. Throws `forbidden`. */
export async function listInstructionMonths(ctx: Context): Promise<string[]> {
  requireReader(ctx);
  return listAuditMonths(ctx.organizationId, actions);
}

export const instructionTable = (instructions: readonly Instruction[]): Table => ({
  name: "instructions",
  header: ["time", "who", "through", "instruction", "action", "subject"],
  rows: instructions.map(({ at, who, through, what, action, subject }) => [
    at,
    who,
    through,
    what,
    action,
    subject,
  ]),
});

function requireReader(ctx: Context): void {
  requirePrivacyAccess(ctx, "see");
  requireRole(ctx, ["owner", "admin", "auditor"]);
}

function daysOf(month: string): [Date, Date] {
  const from = new Date(`${month}-01T00:00:00Z`);
  return [from, new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1))];
}

const toLine = ({ id, action, subjectId, createdAt }: AuditLine, detail: InstructionDetail) => ({
  ...{ id, action, subject: ownNameOf(detail) ?? subjectId, at: createdAt.toISOString() },
});

/** A request for an end user goes by the id that its sender gave it. */
const ownNameOf = ({ subject_request_id: id }: InstructionDetail): string | undefined =>
  typeof id === "string" ? id : undefined;

function whoOf(
  { actorKind, actorId }: AuditLine,
  people: ReadonlyMap<string, string>,
  keys: ReadonlyMap<string, string>,
): Pick<Instruction, "who" | "through"> {
  return actorKind === "user"
    ? { who: people.get(actorId) ?? "Somebody who has left", through: "portal" }
    : { who: keys.get(actorId) ?? "A former key", through: "api" };
}
