import { Readable } from "node:stream";
import type { ListMultipartUploadsOutput, S3 } from "@aws-sdk/client-s3";
import type { S3Settings } from "@/lib/core/env";
import { isAppError } from "@/lib/core/errors";
import { keepBucketRules, readBucketState } from "./bucket-rules";
import { keyOf, nameOf, PASSING_KEYS } from "./object-key";
import type { ObjectStore } from "./object-store";
import { connectS3, isMissing, isNoUpload, isOutside, storeFailed } from "./s3-connection";
import { uploadToS3, type Place } from "./s3-upload";

const REMOVED_AT_ONCE = 16;
/** How often a stream that breaks off is taken up again where it broke. */
const RESUMED = 3;

/** Objects in a bucket of S3, or of what speaks like it. Throws `storage_unavailable` where it fails or refuses. */
export class S3Bucket implements ObjectStore {
  constructor(private readonly settings: S3Settings) {}

  async put(name: string, chunks: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<void> {
    await this.ask((s3) => uploadToS3(s3, this.at(name), chunks));
  }

  async open(name: string, start: number, end: number): Promise<Readable | null> {
    let body = await this.get(name, start, end);
    if (!body) return null;
    const expected = body.sizeBytes;
    const read = async function* (this: S3Bucket) {
      let at = start;
      for (let tries = 0; ; tries++) {
        try {
          for await (const part of body!.stream) {
            at += (part as Buffer).length;
            yield part as Buffer;
          }
          if (at === start + expected) return;
          throw new Error("the answer ended early");
        } catch (error) {
          if (tries === RESUMED || stream.destroyed) throw storeFailed(error);
        }
        body = await this.get(name, at, start + expected);
        if (!body) throw storeFailed(new Error("the object went while it was read"));
      }
    };
    const stream = Readable.from(read.call(this), { objectMode: false });
    // One that nobody began to read holds a connection all the same.
    return stream.once("close", () => body?.stream.destroy());
  }

  head(name: string): Promise<{ sizeBytes: number } | null> {
    return this.ask(async (s3) => {
      const { ContentLength } = await s3.headObject(this.at(name));
      return { sizeBytes: ContentLength ?? 0 };
    }, isMissing);
  }

  async *list(
    wanted: (name: string) => boolean = () => true,
    prefix?: string,
  ): AsyncGenerator<{ name: string; storedAt: Date }> {
    const where = { Bucket: this.settings.bucket, Prefix: prefix };
    let after: string | undefined;
    do {
      const page = await this.ask((s3) => s3.listObjectsV2({ ...where, ContinuationToken: after }));
      for (const { Key, LastModified } of page.Contents ?? []) {
        const name = nameOf(Key ?? "");
        if (name && LastModified && wanted(name)) yield { name, storedAt: LastModified };
      }
      after = page.NextContinuationToken;
    } while (after);
  }

  listPassing(): AsyncGenerator<{ name: string; storedAt: Date }> {
    return this.list(undefined, PASSING_KEYS);
  }

  async remove(name: string): Promise<void> {
    await this.ask((s3) => s3.deleteObject(this.at(name)), isMissing);
  }

  async removeAll(folder: string): Promise<void> {
    for (const prefix of [`${folder}/`, `${PASSING_KEYS}${folder}/`]) {
      const found: string[] = [];
      const removeFound = () => Promise.all(found.splice(0).map((name) => this.remove(name)));
      for await (const { name } of this.list(undefined, prefix))
        if (found.push(name) === REMOVED_AT_ONCE) await removeFound();
      await removeFound();
    }
  }

  async removeUnfinished(before: Date): Promise<void> {
    const Bucket = this.settings.bucket;
    for (let from: { KeyMarker?: string; UploadIdMarker?: string } | undefined = {}; from;) {
      const page: ListMultipartUploadsOutput = await this.listUnfinished(from);
      for (const { Key, UploadId, Initiated } of page.Uploads ?? [])
        if (Key && nameOf(Key) && Initiated && Initiated < before)
          await this.ask((s3) => s3.abortMultipartUpload({ Bucket, Key, UploadId }), isNoUpload);
      const { IsTruncated, NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page;
      from = IsTruncated && KeyMarker ? { KeyMarker, UploadIdMarker } : undefined;
    }
  }

  private listUnfinished(from: { KeyMarker?: string; UploadIdMarker?: string }) {
    return this.ask((s3) => s3.listMultipartUploads({ Bucket: this.settings.bucket, ...from }));
  }

  async keepRules(): Promise<void> {
    await this.ask((s3) => keepBucketRules(s3, this.settings.bucket));
  }

  async describe(): Promise<string> {
    const { bucket, endpoint } = this.settings;
    const { hasRules, keepsVersions } = await this.ask((s3) => readBucketState(s3, bucket));
    const warnings = [
      !hasRules && "it takes no lifecycle rules, so that this software alone removes what passes",
      keepsVersions && "it keeps versions, so that what is removed stays: turn versioning off",
    ].filter(Boolean);
    const place = `bucket ${bucket} at ${new URL(endpoint).host}`;
    return warnings.length > 0 ? `warning: ${place}: ${warnings.join("; ")}` : `${place}, with its rules`;
  }

  private get(name: string, start: number, end: number) {
    return this.ask(async (s3) => {
      try {
        const Range = `bytes=${start}-${end - 1}`;
        const { Body, ContentLength } = await s3.getObject({ ...this.at(name), Range });
        return { stream: Body as Readable, sizeBytes: ContentLength ?? 0 };
      } catch (error) {
        if (isOutside(error)) return { stream: Readable.from([]), sizeBytes: 0 };
        throw error;
      }
    }, isMissing);
  }

  private at(name: string): Place {
    return { Bucket: this.settings.bucket, Key: keyOf(name) };
  }

  /** One call; null where it failed for what is `absent`. */
  private ask<T>(call: (s3: S3) => Promise<T>): Promise<T>;
  private ask<T>(call: (s3: S3) => Promise<T>, absent: (error: unknown) => boolean): Promise<T | null>;
  private async ask<T>(
    call: (s3: S3) => Promise<T>,
    absent?: (error: unknown) => boolean,
  ): Promise<T | null> {
    try {
      return await call(await connectS3(this.settings));
    } catch (error) {
      if (absent?.(error)) return null;
      throw isAppError(error) ? error : storeFailed(error);
    }
  }
}
