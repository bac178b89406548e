import path from "node:path";
import { env } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { startStandIn } from "@/lib/stripe-stand-in";
import { checkSettings } from "./check-settings";
import { ExpectedFailure } from "./expected-failure";
import { localUrl } from "./local-url";
import { whyNoStandIn } from "./stand-in-settings";

/** The stand-in for Stripe as a process of its own, with its objects in `DATA_DIR`: development only. */
async function serve(): Promise<void> {
  checkSettings();
  const settings = env();
  const refusal = whyNoStandIn(settings);
  if (refusal) throw new ExpectedFailure(refusal);
  const { stripeSecretKey, stripeWebhookSecret, stripeApiUrl } = settings;
  if (!stripeSecretKey || !stripeWebhookSecret)
    throw new ExpectedFailure(
      "The stand-in for Stripe needs STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET and STRIPE_API_URL, which `npm start` makes.",
    );
  const standIn = await startStandIn({
    secretKey: stripeSecretKey,
    webhookSecret: stripeWebhookSecret,
    webhookUrl: `${localUrl(settings)}/api/stripe`,
    port: Number(new URL(stripeApiUrl).port),
    file: path.join(settings.dataDir, "stripe-stand-in.jsonl"),
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void standIn.close().then(() => process.exit(0)));
}

serve().catch((error: unknown) => {
  if (error instanceof ExpectedFailure) process.stderr.write(`${error.message}\n`);
  else log.error("the stand-in for Stripe stopped", {}, error);
  process.exit(1);
});
