import { env } from "@/lib/core/env";
import { isPublicSite } from "@/lib/core/network-address";
import { copyToBucket } from "@/lib/storage";
import type { Command } from "../command";
import { connectPortal } from "../connect-portal";
import { refuseUnannouncedAtCommand } from "../refuse-unannounced";

export const copyStorage: Command = {
  summary: "Copies what lies in the data folder into the bucket of S3; run it again for what has come since.",
  standalone: true,
  async run() {
    // A bucket gets nothing before customers knew of it for thirty days, which the database alone can tell.
    if (env().s3 && isPublicSite(env().publicUrl)) {
      await connectPortal();
      await refuseUnannouncedAtCommand();
    }
    const { copied, there } = await copyToBucket();
    return { json: { copied, there }, text: `${copied} objects copied, ${there} were there already.` };
  },
};
