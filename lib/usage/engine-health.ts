import { requireStaff } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { db, type Context } from "@/lib/db";

export interface EngineHealth {
  engine: string;
  completed: number;
  failed: number;
  /** Half of what was completed took up to so long; null where nothing was. */
  medianSeconds: number | null;
  /** All but one of twenty, likewise. */
  mostSeconds: number | null;
}

/** How each engine did in the last 24 hours. For staff; throws `not_found` for everybody else. */
export async function engineHealth(ctx: Context): Promise<EngineHealth[]> {
  requireStaff(ctx);
  const from = new Date(clock.now().getTime() - 86_400_000);
  return db().$queryRaw<EngineHealth[]>`
    SELECT COALESCE(engine, engine_requested) AS engine,
      (COUNT(*) FILTER (WHERE status = 'completed'))::int AS completed,
      (COUNT(*) FILTER (WHERE status = 'failed'))::int AS failed,
      (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM completed_at - started_at))
        FILTER (WHERE status = 'completed'))::float8 AS "medianSeconds",
      (percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM completed_at - started_at))
        FILTER (WHERE status = 'completed'))::float8 AS "mostSeconds"
    FROM generations WHERE created_at >= ${from} GROUP BY 1 ORDER BY 1`;
}
