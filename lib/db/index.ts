/**
 * The database's doors. Nothing connects at import: the first query does. A verb takes a `Context`, opens or joins
 * one `transaction(ctx, …)`, and records what it did with `recordAudit` inside it.
 */
export { closeDb, databasePool, db } from "./client";
export { beyondCursor } from "./beyond-cursor";
export type { Context } from "./context";
export { listAudit, listAuditMonths, type AuditLine } from "./list-audit";
export { auditStep, recordAudit, type AuditRecord } from "./audit";
export { isDatabaseLost } from "./is-database-lost";
export { columnOf, insertStep } from "./insert-step";
export { runPrepared } from "./run-prepared";
export { statementsIn, transaction, type Tx } from "./transaction";
export { followChanges } from "./follow-changes";
export { eraseRows } from "./erase-rows";
export { emailHash, forgetOwnerKeys, ownerKey, plainPool } from "./sealed/owner-key";
export { sealRow } from "./sealed/seal-fields";
export { collectMatching, containsText } from "./collect-matching";
export { rowRule } from "./row-rule";
export { exportedColumns, personalRoom } from "./personal-room";
export { listen, stopListening } from "./listen";
export { Prisma } from "./generated/client";
