import { accountRetention } from "@/lib/accounts/jobs";
import { backupRetention } from "@/lib/backups/jobs";
import { billingRetention } from "@/lib/billing/jobs";
import type { RetentionRule } from "@/lib/core/retention";
import { creditRetention } from "@/lib/credits/jobs";
import { auditRetention } from "@/lib/db/retention";
import { generationRetention } from "@/lib/generations/jobs";
import { keyRetention } from "@/lib/keys/jobs";
import { policyRetention } from "@/lib/policies/jobs";
import { privacyRetention } from "@/lib/privacy/jobs";
import { statusRetention } from "@/lib/status/jobs";
import { supportRetention } from "@/lib/support/jobs";
import { uploadRetention } from "@/lib/uploads/jobs";
import { usageRetention } from "@/lib/usage/jobs";
import { visitorRetention } from "@/lib/visitors/jobs";
import { webhookRetention } from "@/lib/webhooks/jobs";
import { answerRetention } from "../idempotent-calls";

/** What is kept for how long, all of it: the sweep carries these out, and `GET /retention` may show them. */
export const retentionRules: readonly RetentionRule[] = [
  ...generationRetention,
  uploadRetention,
  answerRetention,
  webhookRetention,
  ...usageRetention,
  supportRetention,
  ...billingRetention,
  ...privacyRetention,
  ...accountRetention,
  ...keyRetention,
  creditRetention,
  policyRetention,
  auditRetention,
  ...statusRetention,
  ...visitorRetention,
  ...backupRetention,
];
