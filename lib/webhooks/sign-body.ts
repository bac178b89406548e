import { createHmac } from "node:crypto";

/**
 * The headers of a delivery by the Standard Webhooks specification: HMAC-SHA256 over `id.timestamp.body`, one signature
 * a secret, so that a receiver may hold the old or the new one while they are exchanged.
 */
export function signBody(
  secrets: readonly Buffer[],
  message: { id: string; at: Date; body: string },
): Record<string, string> {
  const timestamp = String(Math.floor(message.at.getTime() / 1000));
  const signed = `${message.id}.${timestamp}.${message.body}`;
  const signatures = secrets.map(
    (secret) => `v1,${createHmac("sha256", secret).update(signed).digest("base64")}`,
  );
  return {
    "webhook-id": message.id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.join(" "),
  };
}

/** A secret as its owner gets it. */
export const showSecret = (secret: Buffer): string => `whsec_${secret.toString("base64")}`;
