import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { LocalDisk } from "./local-disk";
import { objectStore } from "./object-store";

/**
 * Copies what lies in the data folder into the bucket, sealed as it is, but for what is there already. Nothing is removed. Safe
 * to run again: then it copies what has come since. Throws `invalid_request` where no bucket is set, and as the stores do.
 */
export async function copyToBucket(
  note: (copied: number) => void = () => undefined,
): Promise<{ copied: number; there: number }> {
  if (!env().s3) throw new AppError("invalid_request", "Set S3_BUCKET and what belongs to it first.");
  const [disk, bucket] = [new LocalDisk(), objectStore()];
  let [copied, there] = [0, 0];
  for await (const { name } of disk.list()) {
    const [from, to] = await Promise.all([disk.head(name), bucket.head(name)]);
    const source = from && (await disk.open(name, 0, from.sizeBytes));
    // Removed while the others were copied.
    if (!source) continue;
    if (to?.sizeBytes === from.sizeBytes) {
      source.destroy();
      there++;
      continue;
    }
    await bucket.put(name, source as AsyncIterable<Buffer>);
    note(++copied);
  }
  return { copied, there };
}
