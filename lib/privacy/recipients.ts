import { env } from "@/lib/core/env";
import { outsideRecipients, type OutsideRecipient } from "@/lib/core/outside-recipients";
import { lacksMechanism, tellMechanism, type TransferGround } from "@/lib/core/transfer-ground";
import type { ProcessorEntry } from "./processor-change-schema";

/** Whom the settings name beside engines, as the register does. */
export function usedRecipients(): OutsideRecipient[] {
  const { smtpUrl, s3, uploadthingToken, stripeSecretKey, stripeApiUrl } = env();
  const s3Endpoint = s3?.endpoint;
  return outsideRecipients({ smtpUrl, s3Endpoint, uploadthingToken, stripeSecretKey, stripeApiUrl });
}

/**
 * What the register says of a recipient, known by its name alone, so that it can be announced before it is set. Undefined for
 * a name that no setting leads to. Without a ground the country is null: nobody is announced so, and where others reach the
 * installation nobody starts so.
 */
export function describeRecipient(name: string, said?: TransferGround): ProcessorEntry | undefined {
  const kind = /^(mail|storage):([a-z0-9.-]+|\[[0-9a-f:.]+\])$/.exec(name)?.[1] ?? name;
  if (!Object.hasOwn(kinds, kind)) return undefined;
  const words = kinds[kind as keyof typeof kinds];
  // Of which no host was said.
  if (kind === name && kind !== "uploadthing" && kind !== "stripe") return undefined;
  const ground = said ?? (name === "stripe" ? stripesOwn : undefined);
  if (!ground) return { name, ...words, country: null, transfer_mechanism: null };
  const lacks = lacksMechanism(ground, env().processingCountry);
  return {
    ...{ name, ...words, country: ground.country },
    transfer_mechanism: lacks ? null : tellMechanism(ground),
  };
}

const kinds = {
  mail: {
    purpose: "Carries mails to the people of an organization",
    data_categories: ["mail addresses", "names of API keys"],
    policy_url: null,
    trains: false,
    retention: "As the operator of that server says",
    endpoints: [
      "POST /api/v1/keys/leaks",
      "any call that shows its key to others",
      "a change of password in the portal",
      "an answer to a support ticket",
    ],
  },
  /** What it keeps is sealed, and it holds no key to it. */
  storage: {
    purpose: "Keeps pictures, models and exports, encrypted with keys that it does not have",
    data_categories: ["pictures", "models", "exports", "sealed, all of them"],
    policy_url: null,
    trains: false,
    retention: "As GET /api/v1/retention says; what passes it removes itself after 30 days",
    endpoints: [
      "POST /api/v1/generations",
      "POST /api/v1/uploads",
      "POST /api/v1/conversions",
      "POST /api/v1/print-checks",
      "the portal's pages Generate, Generations and Privacy",
    ],
  },
  uploadthing: {
    purpose: "Carries pictures that people choose in the portal to this installation",
    data_categories: ["pictures", "network addresses"],
    policy_url: "https://uploadthing.com/privacy",
    trains: false,
    retention: "Until the picture is taken over, seconds after it was sent; it is then deleted there",
    endpoints: ["the portal's page Generate"],
  },
  stripe: {
    purpose: "Takes payments, keeps cards and billing addresses, writes invoices",
    data_categories: ["mail addresses", "billing addresses", "tax ids", "payment data", "purchases"],
    policy_url: "https://stripe.com/privacy",
    trains: false,
    retention: "As long as the law asks of those who handle payments",
    endpoints: ["the portal's pages about credits, plans and invoices"],
  },
};

/**
 * Stripe's services agreement has its data processing agreement in it, and that the clauses and the certification for
 * transfers: https://stripe.com/legal/dpa, https://stripe.com/legal/data-transfers-addendum. An operator may say otherwise.
 */
const stripesOwn: TransferGround = {
  country: "US",
  transfer_mechanism:
    "EU-US Data Privacy Framework, and standard contractual clauses in Stripe's data processing agreement",
};
