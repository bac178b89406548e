import { createHash, randomUUID } from "node:crypto";
import { clock } from "@/lib/core/clock";

interface Stored {
  bytes: Buffer;
  etag: string;
  storedAt: Date;
}

interface Unfinished {
  key: string;
  parts: Map<number, { bytes: Buffer; etag: string }>;
  begunAt: Date;
}

export interface Rule {
  id: string;
  enabled: boolean;
  prefix: string;
  days?: number;
  abortAfterDays?: number;
  xml: string;
}

const LEAST_PART_BYTES = 5 * 1024 * 1024;
const DAY_MS = 86_400_000;
const etagOf = (bytes: Buffer) => `"${createHash("md5").update(bytes).digest("hex")}"`;

/** Refusals of S3 have a code each, which clients go by. */
export class S3Refusal extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
  ) {
    super(code);
  }
}

/** What a bucket holds and does. Its time is the process's clock, which tests move. */
export class BucketState {
  readonly objects = new Map<string, Stored>();
  readonly unfinished = new Map<string, Unfinished>();
  rules: Rule[] = [];

  put(key: string, bytes: Buffer): string {
    const etag = etagOf(bytes);
    this.objects.set(key, { bytes, etag, storedAt: clock.now() });
    return etag;
  }

  get(key: string): Stored {
    const stored = this.objects.get(key);
    if (!stored) throw new S3Refusal("NoSuchKey", 404);
    return stored;
  }

  begin(key: string): string {
    const id = randomUUID();
    this.unfinished.set(id, { key, parts: new Map(), begunAt: clock.now() });
    return id;
  }

  addPart(id: string, number: number, bytes: Buffer): string {
    const etag = etagOf(bytes);
    this.find(id).parts.set(number, { bytes, etag });
    return etag;
  }

  complete(id: string, wanted: readonly { number: number; etag: string }[]): string {
    const { key, parts } = this.find(id);
    if (wanted.length === 0) throw new S3Refusal("MalformedXML", 400);
    const bytes = wanted.map(({ number, etag }, index) => {
      if (index > 0 && number <= wanted[index - 1].number) throw new S3Refusal("InvalidPartOrder", 400);
      const part = parts.get(number);
      if (part?.etag !== etag) throw new S3Refusal("InvalidPart", 400);
      const isLast = index === wanted.length - 1;
      if (!isLast && part.bytes.length < LEAST_PART_BYTES) throw new S3Refusal("EntityTooSmall", 400);
      return part.bytes;
    });
    this.unfinished.delete(id);
    return this.put(key, Buffer.concat(bytes));
  }

  abort(id: string): void {
    this.find(id);
    this.unfinished.delete(id);
  }

  private find(id: string): Unfinished {
    const upload = this.unfinished.get(id);
    if (!upload) throw new S3Refusal("NoSuchUpload", 404);
    return upload;
  }

  /** Carries the rules out as they would have been by now: from the midnight after an object's last day. */
  carryOutRules(): void {
    const isOver = (since: Date, days: number) => {
      const end = since.getTime() + days * DAY_MS;
      return clock.now().getTime() >= Math.ceil(end / DAY_MS) * DAY_MS;
    };
    for (const { prefix, days, abortAfterDays } of this.rules.filter((rule) => rule.enabled)) {
      for (const [key, { storedAt }] of this.objects)
        if (days !== undefined && key.startsWith(prefix) && isOver(storedAt, days)) this.objects.delete(key);
      for (const [id, { key, begunAt }] of this.unfinished)
        if (abortAfterDays !== undefined && key.startsWith(prefix) && isOver(begunAt, abortAfterDays))
          this.unfinished.delete(id);
    }
  }
}
