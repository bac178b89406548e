import { z } from "zod";
import { idPrefixes } from "@/lib/core/ids";
import { ownerIdOf, type ObjectOwner } from "@/lib/core/object-owner";
import { db } from "@/lib/db";
import type { ExhaustedHandler, JobHandler, Schedule } from "@/lib/jobs";
import { alarmOfDeadlines } from "./desk";
import { POLICY_EFFECTIVE_JOB } from "@/lib/policies";
import { PolicyDocument } from "@/lib/policies/schema";
import {
  BREACH_JOB,
  CALLBACK_JOB,
  DEADLINE_JOB,
  KEY_DATA_JOB,
  OUTSIDE_MAIL_JOB,
  PERSON_REQUEST_JOB,
  PROCESSOR_NOTICE_JOB,
  REQUEST_JOB,
  TRANSFER_NOTICE_JOB,
} from "./job-names";
import { alarmOfBreaches } from "./registers/alarm-of-breaches";
import { postponeKeyErasure, runKeyErasure } from "./key-data/run-key-erasure";
import { mailOutside } from "./outside-requests/mail-outside";
import type { Conductor } from "./own-requests/conductor";
import { tellCustomers } from "./processor-changes/tell-customers";
import { postponePrivacyRequest, runPrivacyRequest } from "./own-requests/run-privacy-request";
import { resetConsents } from "./reset-consents";
import { giveUpCallback, sendCallback } from "./send-callback";
import { postponeRequest, runRequest } from "./run-request";
import { tellOfTransfer } from "./transfer/tell-of-transfer";

export { privacyRetention } from "./expire-requests";

export const exportObjects: ObjectOwner = {
  prefix: idPrefixes.dataSubjectRequest,
  held: async (objects) => {
    const where = { requestId: { in: objects.map(ownerIdOf) } };
    return (await db().dataExport.findMany({ where, select: { object: true } })).map(({ object }) => object);
  },
};

export const personExportObjects: ObjectOwner = {
  prefix: idPrefixes.privacyRequest,
  held: async (objects) => {
    const where = { requestId: { in: objects.map(ownerIdOf) } };
    return (await db().personExport.findMany({ where, select: { object: true } })).map(
      ({ object }) => object,
    );
  },
};

const idOf = (payload: unknown): string => z.object({ requestId: z.string() }).parse(payload).requestId;

/** The job that asks every room: whoever knows them all runs it. */
export { PERSON_REQUEST_JOB } from "./job-names";
export const personRequestJob =
  (conductor: Conductor): JobHandler =>
  (payload, { signal }) =>
    runPrivacyRequest(idOf(payload), conductor, signal);

/** Before the staff's day begins; 72 hours are counted by the hour. */
export const privacySchedules: readonly Schedule[] = [
  { job: DEADLINE_JOB, every: "0 5 * * *" },
  { job: BREACH_JOB, every: "15 * * * *" },
];

/** What the worker runs for this room. Bodies are idempotent: delivery is at least once. */
export const privacyJobs: Record<string, JobHandler> = {
  [REQUEST_JOB]: (payload, { signal }) => runRequest(idOf(payload), signal),
  [CALLBACK_JOB]: (payload) => sendCallback(idOf(payload)),
  [KEY_DATA_JOB]: (payload, { signal }) => runKeyErasure(payload, signal),
  [BREACH_JOB]: async () => void (await alarmOfBreaches()),
  [DEADLINE_JOB]: async () => void (await alarmOfDeadlines()),
  [OUTSIDE_MAIL_JOB]: (payload, { jobId }) => {
    const mails = z.enum(["code", "agree", "received", "extended", "answered"]);
    const { id, mail } = z.object({ id: z.string(), mail: mails }).parse(payload);
    return mailOutside(id, mail, `${jobId}.${mail}`);
  },
  [PROCESSOR_NOTICE_JOB]: (payload, { signal }) =>
    tellCustomers(z.object({ id: z.string() }).parse(payload).id, signal),
  [TRANSFER_NOTICE_JOB]: (payload, { signal }) =>
    tellOfTransfer(z.object({ id: z.string() }).parse(payload).id, signal),
  [POLICY_EFFECTIVE_JOB]: (payload, { signal }) => {
    const { document, version } = z.object({ document: PolicyDocument, version: z.int() }).parse(payload);
    return resetConsents(document, version, signal);
  },
};

export const privacyJobsExhausted: Record<string, ExhaustedHandler> = {
  [REQUEST_JOB]: (payload) => postponeRequest(idOf(payload)),
  [KEY_DATA_JOB]: postponeKeyErasure,
  [CALLBACK_JOB]: (payload) => giveUpCallback(idOf(payload)),
  [PERSON_REQUEST_JOB]: (payload) => postponePrivacyRequest(idOf(payload)),
};
