import { clock } from "@/lib/core/clock";
import type { Tx } from "@/lib/db";
import { enqueue } from "@/lib/jobs";
import { PERSON_REQUEST_JOB, personRequestJobKey } from "../job-names";
import type { PrivacyRequestRow } from "./record";

/** Has a worker carry it out once its time has come. Those of one person run one after the other. */
export async function planRequest(tx: Tx, { id, userId, runsAt }: PrivacyRequestRow): Promise<void> {
  const queueName = `privacy:${userId ?? id}`;
  const runAt = runsAt > clock.now() ? runsAt : undefined;
  await enqueue(
    tx,
    PERSON_REQUEST_JOB,
    { requestId: id },
    { jobKey: personRequestJobKey(id), queueName, runAt },
  );
}
