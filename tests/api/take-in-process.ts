import { spawn } from "node:child_process";
import path from "node:path";
import type { Limit } from "@/lib/api/limit-store";

export interface Taking {
  limit: Limit;
  nowMs: number;
  /** How often to take, all at once. */
  times: number;
}

/** How many takes were allowed to a process of its own on the same database. */
export async function takeInProcess(databaseUrl: string, taking: Taking): Promise<number> {
  const script = path.join(import.meta.dirname, "limit-process.ts");
  const args = ["--import", "tsx", script, databaseUrl, JSON.stringify(taking)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  await new Promise((resolve) => child.once("exit", resolve));
  return Number(text);
}
