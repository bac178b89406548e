import { createHmac } from "node:crypto";
import path from "node:path";
import type { Env } from "@/lib/core/env";
import { isThisMachine } from "@/lib/core/network-address";
import { findFreePort } from "./find-free-port";
import { requireFreePort } from "./require-free-port";
import { readJson, writePrivately } from "./secrets";

export interface StandInSettings {
  stripeSecretKey: string;
  stripeWebhookSecret: string;
  stripeApiUrl: string;
}

/**
 * Why the stand-in for Stripe does not run beside these settings, with what to set; undefined where it may. A portal that
 * others reach must not give credits away for test cards.
 */
export function whyNoStandIn({ publicUrl }: Pick<Env, "publicUrl">): string | undefined {
  const { hostname } = new URL(publicUrl);
  if (isThisMachine(hostname)) return undefined;
  return `Nothing is sold: the stand-in for Stripe does not run where PUBLIC_URL is ${publicUrl}, because its test cards would buy real credits. Set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET to those of an account at Stripe.`;
}

/** Keys of this installation's own stand-in, and its address: the port it had before, while that is free. */
export async function standInSettings(dataDir: string, authSecret: string): Promise<StandInSettings> {
  const file = path.join(dataDir, "stripe-stand-in.json");
  const port = await keptPort(readJson<{ port: number }>(file)?.port);
  writePrivately(file, { port });
  const secret = (purpose: string) =>
    createHmac("sha256", authSecret).update(`stripe-stand-in:${purpose}`).digest("hex").slice(0, 32);
  return {
    stripeSecretKey: `sk_test_standin${secret("key")}`,
    stripeWebhookSecret: `whsec_${secret("webhook")}`,
    stripeApiUrl: `http://127.0.0.1:${port}`,
  };
}

async function keptPort(kept: number | undefined): Promise<number> {
  if (kept === undefined) return findFreePort();
  return requireFreePort("127.0.0.1", kept).then(
    () => kept,
    () => findFreePort(),
  );
}

export const variablesOf = (settings: StandInSettings): Record<string, string> => ({
  STRIPE_SECRET_KEY: settings.stripeSecretKey,
  STRIPE_WEBHOOK_SECRET: settings.stripeWebhookSecret,
  STRIPE_API_URL: settings.stripeApiUrl,
});
