import { db } from "@/lib/db";
import { PORTAL } from "./name-end-users";
import type { SummarizeUsage } from "./schema";

/** The row of what was made under no project. */
export const NO_PROJECT = "none";

/** The names of an organization's keys or projects by their ids, where rows are those; archived and revoked ones too. */
export async function nameGroups(
  organizationId: string,
  by: SummarizeUsage["by"],
): Promise<Map<string, string>> {
  const wish = { where: { organizationId }, select: { id: true, name: true } };
  if (by === "key") return toNames(await db().apiKey.findMany(wish), [PORTAL, "Portal"]);
  if (by === "project") return toNames(await db().project.findMany(wish), [NO_PROJECT, "No project"]);
  return new Map();
}

const toNames = (rows: readonly { id: string; name: string }[], other: [string, string]) =>
  new Map([...rows.map(({ id, name }): [string, string] => [id, name]), other]);
