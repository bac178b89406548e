import { env } from "@/lib/core/env";
import { isThisMachine } from "@/lib/core/network-address";
import {
  lacksMechanism,
  tellMechanism,
  type TransferGround,
  type TransferGrounds,
} from "@/lib/core/transfer-ground";
import { engineNames, engineProviders, engineVersion, outsideProviders } from "@/lib/engines";
import type { Processor, ProcessorRegister } from "./processor-schema";

/**
 * Every outside party that this software, as configured, can send personal data to: engines that are declared, the mail
 * server, where one is set that is not this machine, whoever keeps the bucket of S3, UploadThing, where an account is set, and Stripe, where a key is. Addresses that a customer names (webhooks, a picture's address) are the customer's own
 * recipients. Whoever lets the software speak to a further party adds it here in the same change; a test compares the list
 * with the engines' providers.
 */
const outsiders = (): Processor[] => [
  ...engines(),
  ...mailServer(),
  ...bucket(),
  ...uploadThing(),
  ...stripe(),
];

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

function mailServer(): Processor[] {
  const host = env().smtpUrl && new URL(env().smtpUrl as string).hostname;
  if (!host || isThisMachine(host)) return [];
  return [
    {
      name: `mail:${host}`,
      purpose: "Carries mails to the people of an organization",
      data_categories: ["mail addresses", "names of API keys"],
      policy_url: null,
      trains: false,
      retention: "As the operator of that server says",
      ...groundOf("mail"),
      endpoints: [
        "POST /api/v1/keys/leaks",
        "any call that shows its key to others",
        "a change of password in the portal",
        "an answer to a support ticket",
      ],
      status: "active",
    },
  ];
}

/** What it keeps is sealed, and it holds no key to it. */
function bucket(): Processor[] {
  const { s3 } = env();
  const host = s3 && new URL(s3.endpoint).hostname;
  if (!host || isThisMachine(host)) return [];
  return [
    {
      name: `storage:${host}`,
      purpose: "Keeps pictures, models and exports, encrypted with keys that it does not have",
      data_categories: ["pictures", "models", "exports", "sealed, all of them"],
      policy_url: null,
      trains: false,
      retention: "As GET /api/v1/retention says; what passes it removes itself after 30 days",
      ...groundOf("bucket", s3.country ? { country: s3.country } : undefined),
      endpoints: [
        "POST /api/v1/generations",
        "POST /api/v1/uploads",
        "POST /api/v1/conversions",
        "POST /api/v1/print-checks",
        "the portal's pages Generate, Generations and Privacy",
      ],
      status: "active",
    },
  ];
}

function uploadThing(): Processor[] {
  if (!env().uploadthingToken) return [];
  return [
    {
      name: "uploadthing",
      purpose: "Carries pictures that people choose in the portal to this installation",
      data_categories: ["pictures", "network addresses"],
      policy_url: "https://uploadthing.com/privacy",
      trains: false,
      retention: "Until the picture is taken over, seconds after it was sent; it is then deleted there",
      ...groundOf("uploadthing"),
      endpoints: ["the portal's page Generate"],
      status: "active",
    },
  ];
}

function stripe(): Processor[] {
  if (!env().stripeSecretKey) return [];
  const { hostname } = new URL(env().stripeApiUrl);
  // A stand-in on this machine is no outside party.
  if (isThisMachine(hostname)) return [];
  return [
    {
      name: "stripe",
      purpose: "Takes payments, keeps cards and billing addresses, writes invoices",
      data_categories: ["mail addresses", "billing addresses", "tax ids", "payment data", "purchases"],
      policy_url: "https://stripe.com/privacy",
      trains: false,
      retention: "As long as the law asks of those who handle payments",
      ...groundOf("stripe"),
      endpoints: ["the portal's pages about credits, plans and invoices"],
      status: "active",
    },
  ];
}

/**
 * Stripe's services agreement has its data processing agreement in it, and that the clauses and the certification for
 * transfers: https://stripe.com/legal/dpa, https://stripe.com/legal/data-transfers-addendum. An operator may say otherwise.
 */
const usual: Partial<TransferGrounds> = {
  stripe: {
    country: "US",
    transfer_mechanism:
      "EU-US Data Privacy Framework, and standard contractual clauses in Stripe's data processing agreement",
  },
};

/** Null only where nobody else reaches the installation: a public one does not start without it. */
function groundOf(
  name: keyof TransferGrounds,
  otherwise: TransferGround | undefined = usual[name],
): Pick<Processor, "country" | "transfer_mechanism"> {
  const ground = env().transferGrounds[name] ?? otherwise;
  if (!ground) return { country: null, transfer_mechanism: null };
  const lacks = lacksMechanism(ground, env().processingCountry);
  return { country: ground.country, transfer_mechanism: lacks ? null : tellMechanism(ground) };
}

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
