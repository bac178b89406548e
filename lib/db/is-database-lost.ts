/**
 * Whether the database could not be had, or a lock of it in time, so that the same may pass a little later. Knows Prisma's
 * errors, the driver's error inside one, and the driver's own. What a write changed is not known then.
 */
export function isDatabaseLost(error: unknown): boolean {
  const { code = "", message = "", meta } = (error ?? {}) as PossiblyPrisma;
  const inside = meta?.driverAdapterError?.cause?.originalCode;
  return PRISMA.has(code) || DRIVER.test(inside ?? code) || WITHOUT_CODE.test(message);
}

interface PossiblyPrisma {
  code?: string;
  message?: string;
  /** Prisma knows few of PostgreSQL's codes by one of its own; the others stand here. */
  meta?: { driverAdapterError?: { cause?: { originalCode?: string } } };
}

/** "Cannot reach the database", "no connection in time", "the transaction took too long". */
const PRISMA = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028"]);
/** The server's words for "I am going", "not yet", "no room" and "somebody holds it", and the sockets' own. */
const DRIVER = /^(08...|53300|57P0[123]|55P03|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT)$/;
/** What the driver says itself; Prisma passes it on as it is. */
const WITHOUT_CODE =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered)/;
