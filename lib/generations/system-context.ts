import type { Context } from "@/lib/db";

/** The worker acting for an organization; the job's subject stands in for a request id. */
export const systemContext = (organizationId: string, requestId: string): Context => ({
  actor: { kind: "system", name: "worker" },
  organizationId,
  requestId,
});
