import { copyToBucket } from "@/lib/storage";
import type { Command } from "../command";

export const copyStorage: Command = {
  summary: "Copies what lies in the data folder into the bucket of S3; run it again for what has come since.",
  standalone: true,
  async run() {
    const { copied, there } = await copyToBucket();
    return { json: { copied, there }, text: `${copied} objects copied, ${there} were there already.` };
  },
};
