import type { Contract } from "@/lib/core/contract";
import { creditContracts } from "@/lib/credits/contract";
import { generationContracts } from "@/lib/generations/contract";
import { keyContracts } from "@/lib/keys/contract";
import { printContracts } from "@/lib/prints/contract";
import { privacyContracts } from "@/lib/privacy/contract";
import { uploadContracts } from "@/lib/uploads/contract";
import { usageContracts } from "@/lib/usage/contract";
import { webhookContracts } from "@/lib/webhooks/contract";
import { metaContracts } from "./meta/contract";
import { wireContracts } from "./wire/contract";

/** Every call of the public API, in the order of the reference. */
export const contracts: readonly Contract[] = [
  generationContracts,
  uploadContracts,
  printContracts,
  keyContracts,
  creditContracts,
  usageContracts,
  webhookContracts,
  privacyContracts,
  metaContracts,
  wireContracts,
].flatMap((room) => Object.values(room) as unknown as Contract[]);
