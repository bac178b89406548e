import { S3Bucket } from "@/lib/storage/s3-bucket";
import { PART_BYTES } from "@/lib/storage/s3-upload";

/** A process of its own that begins to store an object and never ends, for a test to kill: settings and name come as arguments. */
async function* withoutEnd() {
  yield Buffer.alloc(2 * PART_BYTES, 7);
  // Something must keep a process alive that only waits.
  await new Promise((resolve) => setTimeout(resolve, 2 ** 31 - 1));
}

const [, , settings, name] = process.argv;
await new S3Bucket(JSON.parse(settings)).put(name, withoutEnd());
