import { retryJob } from "@/lib/jobs";
import type { Command } from "../command";

export const retry: Command = {
  summary: "Starts a job anew, now and with all its attempts. ID is what `jobs list` shows.",
  operands: ["ID"],
  async run(_values, [id]) {
    await retryJob(id);
    return { json: { id, retried: true }, text: `Job ${id} starts again.` };
  },
};
