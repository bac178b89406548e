import type { LifecycleRule, S3 } from "@aws-sdk/client-s3";
import { PASSING_KEYS } from "./object-key";
import { PASSING_DAYS } from "./passing-name";
import { hasNoRules } from "./s3-connection";

/** Both are carried out by the store itself, whatever becomes of this software. */
const ours: LifecycleRule[] = [
  {
    ID: "printpal-passing",
    Status: "Enabled",
    Filter: { Prefix: PASSING_KEYS },
    Expiration: { Days: PASSING_DAYS },
  },
  {
    ID: "printpal-unfinished",
    Status: "Enabled",
    Filter: { Prefix: "" },
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
  },
];

/** Puts the rules into the bucket, beside what others put there, unless they are there. Throws what the store throws. */
export async function keepBucketRules(s3: S3, bucket: string): Promise<void> {
  const found = await readRules(s3, bucket);
  if (ours.every((rule) => isAmong(found, rule))) return;
  const others = found.filter(({ ID }) => !ours.some((rule) => rule.ID === ID));
  const LifecycleConfiguration = { Rules: [...others, ...ours] };
  await s3.putBucketLifecycleConfiguration({ Bucket: bucket, LifecycleConfiguration });
}

/** Whether the store removes what passes, and whether what is removed is gone: a bucket may keep older versions. */
export async function readBucketState(s3: S3, bucket: string) {
  const found = await readRules(s3, bucket).catch(() => []);
  const versioning = await s3.getBucketVersioning({ Bucket: bucket }).catch(() => undefined);
  return {
    hasRules: ours.every((rule) => isAmong(found, rule)),
    keepsVersions: versioning?.Status === "Enabled",
  };
}

async function readRules(s3: S3, bucket: string): Promise<LifecycleRule[]> {
  try {
    return (await s3.getBucketLifecycleConfiguration({ Bucket: bucket })).Rules ?? [];
  } catch (error) {
    if (hasNoRules(error)) return [];
    throw error;
  }
}

/** By what it does; stores leave out and add what says nothing. */
function isAmong(found: readonly LifecycleRule[], wanted: LifecycleRule): boolean {
  const says = ({ ID, Status, Filter, Expiration, AbortIncompleteMultipartUpload }: LifecycleRule) =>
    JSON.stringify([
      ID,
      Status,
      Filter?.Prefix ?? "",
      Expiration?.Days,
      AbortIncompleteMultipartUpload?.DaysAfterInitiation,
    ]);
  return found.some((rule) => says(rule) === says(wanted));
}
