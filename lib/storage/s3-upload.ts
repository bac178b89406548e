import type { CompletedPart, S3 } from "@aws-sdk/client-s3";
import { cutPieces } from "./cut-pieces";
import { isNoUpload } from "./s3-connection";

/** Of ten thousand that there may be; every one but the last must have five megabytes. */
export const PART_BYTES = 8 * 1024 * 1024;

export interface Place {
  Bucket: string;
  Key: string;
}

/**
 * Stores a stream of any length under a key. What fits into one part is one request; of anything longer parts are sent one
 * after another, so that no more than three of them stand in memory, and nobody sees it before it is complete. One that fails
 * is taken back. Throws what the source and the store throw.
 */
export async function uploadToS3(
  s3: S3,
  place: Place,
  chunks: Iterable<Buffer> | AsyncIterable<Buffer>,
): Promise<void> {
  let held: Buffer | undefined;
  let parts: PartsUpload | undefined;
  try {
    for await (const piece of cutPieces(chunks, PART_BYTES)) {
      if (held) {
        parts ??= await PartsUpload.begin(s3, place);
        await parts.add(held);
      }
      held = piece;
    }
    const last = held ?? Buffer.alloc(0);
    if (!parts) {
      await s3.putObject({ ...place, Body: last });
      return;
    }
    await parts.add(last);
    await parts.complete();
  } catch (error) {
    await parts?.abort();
    throw error;
  }
}

class PartsUpload {
  private readonly parts: CompletedPart[] = [];
  private sizeBytes = 0;

  private constructor(
    private readonly s3: S3,
    private readonly place: Place & { UploadId: string },
  ) {}

  static async begin(s3: S3, place: Place): Promise<PartsUpload> {
    const { UploadId } = await s3.createMultipartUpload(place);
    if (!UploadId) throw new Error("an upload was begun and got no id");
    return new PartsUpload(s3, { ...place, UploadId });
  }

  async add(bytes: Buffer): Promise<void> {
    const PartNumber = this.parts.length + 1;
    const { ETag } = await this.s3.uploadPart({ ...this.place, PartNumber, Body: bytes });
    this.parts.push({ PartNumber, ETag });
    this.sizeBytes += bytes.length;
  }

  async complete(): Promise<void> {
    try {
      await this.s3.completeMultipartUpload({ ...this.place, MultipartUpload: { Parts: this.parts } });
    } catch (error) {
      // Completed before, and the answer was lost: then the repeated call finds no upload, and the object is there.
      if (!isNoUpload(error) || !(await this.isWhole())) throw error;
    }
  }

  /** What cannot be reached now goes by the bucket's rule, or is swept. */
  async abort(): Promise<void> {
    await this.s3.abortMultipartUpload(this.place).catch(() => undefined);
  }

  private async isWhole(): Promise<boolean> {
    const { Bucket, Key } = this.place;
    const head = await this.s3.headObject({ Bucket, Key }).catch(() => undefined);
    return head?.ContentLength === this.sizeBytes;
  }
}
