import { engineNames, engineProviders, engineVersion } from "@/lib/engines";
import type { Processor, ProcessorRegister } from "./schema";

/**
 * Every outside party that this software, as configured, can send personal data to: none. Addresses that a customer names
 * (webhooks, a picture's address) are the customer's own recipients. Whoever lets the software speak to a further party
 * adds it here in the same change; a test compares the list with the engines' providers.
 */
const outsiders: readonly Processor[] = [];

/** The register: what this installation does itself, and who else takes part. */
export function listProcessors(): ProcessorRegister {
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
    data: [...outsiders],
    has_more: false,
  };
}
