import type { S3 } from "@aws-sdk/client-s3";
import type { S3Settings } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import { processWide } from "@/lib/core/process-wide";
import { unavailable } from "./storage-unavailable";

/** The client, which is loaded where a bucket is set and nowhere else, once for the whole process. */
export function connectS3(settings: S3Settings): Promise<S3> {
  const key = JSON.stringify(settings);
  const known = connections.get(key);
  if (known) return known;
  const connecting = load(settings);
  connections.set(key, connecting);
  return connecting;
}

const connections = processWide("s3-connections", () => new Map<string, Promise<S3>>());

async function load({ endpoint, region, accessKeyId, secretAccessKey, pathStyle }: S3Settings): Promise<S3> {
  const { S3 } = await import("@aws-sdk/client-s3");
  return new S3({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: pathStyle,
    // Of a moment's trouble nobody should hear: each call is tried so often, with growing pauses.
    maxAttempts: 4,
    retryMode: "standard",
    // The newer checksums are not known to every kind of S3; a changed bit is found when an object is opened.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: {
      connectionTimeout: 5_000,
      requestTimeout: 120_000,
      throwOnRequestTimeout: true,
      socketTimeout: 30_000,
      httpsAgent: { maxSockets: 100 },
      httpAgent: { maxSockets: 100 },
    },
  });
}

/** What an answer of the store says of itself. */
interface Refusal extends Error {
  $metadata?: { httpStatusCode?: number };
}

const nameOfError = (error: unknown): string => (error instanceof Error ? error.name : "");

export const isMissing = (error: unknown): boolean => ["NoSuchKey", "NotFound"].includes(nameOfError(error));
/** A range that begins behind the end. */
export const isOutside = (error: unknown): boolean => nameOfError(error) === "InvalidRange";
export const isNoUpload = (error: unknown): boolean => nameOfError(error) === "NoSuchUpload";
export const hasNoRules = (error: unknown): boolean => nameOfError(error) === "NoSuchLifecycleConfiguration";

/**
 * Its words alone: what else an answer repeats of the request, the key's id and what was signed among it, must not come
 * into a log.
 */
export function storeFailed(error: unknown): Error {
  const { name, message, $metadata } = error as Refusal;
  const status = $metadata?.httpStatusCode ? ` (HTTP ${$metadata.httpStatusCode})` : "";
  const cause = new Error(`the bucket failed: ${name}: ${message}${status}`);
  log.warn(cause.message);
  return unavailable(cause);
}
