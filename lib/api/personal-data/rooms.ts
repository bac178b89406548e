import { accountsData } from "@/lib/accounts/personal-data";
import { billingData } from "@/lib/billing/personal-data";
import type { PersonalRoom } from "@/lib/core/personal-data";
import { creditsData } from "@/lib/credits/personal-data";
import { auditData } from "@/lib/db/personal-data";
import { emailData } from "@/lib/email/personal-data";
import { generationsData } from "@/lib/generations/personal-data";
import { keysData } from "@/lib/keys/personal-data";
import { policiesData } from "@/lib/policies/personal-data";
import { printsData } from "@/lib/prints/personal-data";
import { privacyData } from "@/lib/privacy/personal-data";
import { backupsData } from "@/lib/backups/personal-data";
import { statusData } from "@/lib/status/personal-data";
import { storageData } from "@/lib/storage/personal-data";
import { supportData } from "@/lib/support/personal-data";
import { uploadsData } from "@/lib/uploads/personal-data";
import { usageData } from "@/lib/usage/personal-data";
import { visitorsData } from "@/lib/visitors/personal-data";
import { webhooksData } from "@/lib/webhooks/personal-data";
import { apiData } from "./own-tables";

/**
 * Every room that keeps anything, in the order in which an erasure asks them: first who still works with the data, then
 * who tells of it, the person themself at the end, and last the keys that all of it was sealed with.
 */
export const personalRooms: readonly PersonalRoom[] = [
  generationsData,
  printsData,
  uploadsData,
  supportData,
  webhooksData,
  usageData,
  keysData,
  apiData,
  billingData,
  creditsData,
  policiesData,
  auditData,
  statusData,
  backupsData,
  privacyData,
  visitorsData,
  emailData,
  accountsData,
  storageData,
];
