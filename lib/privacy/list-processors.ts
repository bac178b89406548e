import { env } from "@/lib/core/env";
import { tellMechanism, type TransferGround, type TransferGrounds } from "@/lib/core/transfer-ground";
import { engineNames, engineProviders, engineVersion, outsideProviders } from "@/lib/engines";
import type { Processor, ProcessorRegister } from "./processor-schema";
import { describeRecipient, usedRecipients } from "./recipients";

/**
 * Every outside party that this software, as configured, can send personal data to: engines that are declared, the mail
 * server, where one is set that is not this machine, whoever keeps the bucket of S3, UploadThing, where an account is set, and Stripe, where a key is. Addresses that a customer names (webhooks, a picture's address) are the customer's own
 * recipients. Whoever lets the software speak to a further party adds it here in the same change; a test compares the list
 * with the engines' providers.
 */
const outsiders = (): Processor[] => [
  ...engines(),
  ...usedRecipients().map(({ name, ground }) => ({
    ...describeRecipient(name, groundOf(ground))!,
    status: "active" as const,
  })),
];

/** As the operator says it; a bucket's country may stand beside its other settings. */
function groundOf(name: keyof TransferGrounds): TransferGround | undefined {
  const { transferGrounds, s3 } = env();
  const beside = name === "bucket" && s3?.country ? { country: s3.country } : undefined;
  return transferGrounds[name] ?? beside;
}

/** In the order in which they are asked. What is declared is both what stands here and all that can be reached. */
const engines = (): Processor[] =>
  outsideProviders().map((one) => ({
    name: one.name,
    purpose: "Makes models out of pictures, where the engine generative is asked for by name",
    country: one.country,
    data_categories: ["pictures"],
    policy_url: one.policy_url,
    trains: one.trains,
    retention: one.retention,
    transfer_mechanism: tellMechanism(one),
    dpa: one.dpa_signed_on,
    endpoints: ["POST /api/v1/generations with engine generative"],
    status: "active",
  }));

/** The register as it is in force: what this installation does itself, and who else takes part. */
export function listProcessors(): Omit<ProcessorRegister, "changes"> {
  const own = engineProviders().find((provider) => provider.own);
  return {
    object: "list",
    own_processing: {
      name: "own",
      engines: [...engineNames],
      engine_version: engineVersion,
      country: own?.country ?? null,
      data_categories: ["pictures", "prompts", "generation settings", "models"],
      trains: false,
      retention: "As GET /api/v1/retention says",
    },
    data: outsiders(),
    has_more: false,
  };
}
