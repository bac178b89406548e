import { listObjecting } from "@/lib/accounts";
import type { Tx } from "@/lib/db";
import type { Purpose } from "./consent-schema";
import { purposeRegistry } from "./purpose-registry";

export interface Agreeing {
  organizationIds: string[];
  /** People of theirs whose own doings are left out nevertheless. */
  exceptUserIds: string[];
}

/** Organizations whose newest word on the purpose is a yes to its present text, and that nothing outdoes. Never cached. */
export async function listAgreeing(tx: Tx, purpose: Purpose): Promise<Agreeing> {
  const { version } = purposeRegistry[purpose];
  const said = await tx.$queryRaw<{ id: string }[]>`
    SELECT organization_id AS id FROM (
      SELECT DISTINCT ON (organization_id) organization_id, given, version FROM consent_records
      WHERE purpose = ${purpose} ORDER BY organization_id, number DESC) AS newest
    WHERE given AND version = ${version}`;
  const { userIds, organizationIds } = await listObjecting(tx, purpose);
  const out = new Set(organizationIds);
  return { organizationIds: said.map(({ id }) => id).filter((id) => !out.has(id)), exceptUserIds: userIds };
}
