import { setTimeout as sleep } from "node:timers/promises";
import { clock } from "@/lib/core/clock";
import { db } from "@/lib/db";
import manifest from "@/package.json";
import type { Health } from "./schema";

const PATIENCE_MS = 2000;

/** Asks the database for a sign of life: without it nothing works, slowly it is degraded. */
export async function getHealth(): Promise<Health> {
  return { status: await probe(), timestamp: clock.now().toISOString(), version: manifest.version };
}

async function probe(): Promise<Health["status"]> {
  const answered = db().$queryRaw`SELECT 1`.then(() => "healthy" as const).catch(() => "down" as const);
  return Promise.race([answered, sleep(PATIENCE_MS, "degraded" as const, { ref: false })]);
}
