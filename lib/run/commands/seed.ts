import { env } from "@/lib/core/env";
import type { Command } from "../command";
import { firstRun } from "../first-run";
import { readFirstRun } from "../first-run-file";

export const seed: Command = {
  summary: "Makes the demo organization if the database has no people yet, as the first start does.",
  async run() {
    await firstRun();
    const demo = readFirstRun(env().dataDir);
    return {
      json: demo ?? {},
      text: demo ? `Demo account: ${demo.email}` : "There are people already: nothing was made.",
    };
  },
};
