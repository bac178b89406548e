import { clock } from "@/lib/core/clock";
import type { Tx } from "@/lib/db";

/** Nothing more comes of it: its files go with the next sweep. */
export async function endImport(
  tx: Tx,
  id: string,
  data: Parameters<Tx["privacyRequest"]["update"]>[0]["data"],
): Promise<void> {
  await tx.privacyRequest.update({ where: { id }, data });
  await dropFiles(tx, id);
}

/** They go with the next sweep. */
export async function dropFiles(tx: Tx, requestId: string): Promise<void> {
  await tx.personExport.updateMany({ where: { requestId }, data: { expiresAt: clock.now() } });
}
