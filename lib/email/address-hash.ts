import { createHmac, hkdfSync } from "node:crypto";
import { env } from "@/lib/core/env";

/** What an address is compared by where it is not kept: nobody without the master key can try addresses out on it. */
export const hashAddress = (email: string): string => mac("address", email.trim().toLowerCase());

/** Hexadecimal HMAC-SHA-256 under a key for mails alone. */
export function mac(
  purpose: "address" | "network" | "unsubscribe" | "invitation" | "email_change",
  text: string,
): string {
  const { masterKey } = env();
  if (!masterKey) throw new Error("MASTER_KEY is not set.");
  const key = hkdfSync("sha256", Buffer.from(masterKey, "hex"), "", `printpal:mail:1:${purpose}`, 32);
  return createHmac("sha256", Buffer.from(key)).update(text).digest("hex");
}
