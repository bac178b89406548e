import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { S3Settings } from "@/lib/core/env";
import { BucketState, S3Refusal, type Rule } from "./s3-bucket-state";
import { refuseSignature } from "./s3-signature";

/** How a request may go wrong, each as S3 itself has it. */
export type Fault =
  | { code: "SlowDown" | "InternalError" | "AccessDenied" | "QuotaExceeded"; status: number }
  /** Half of the answer comes, then the line is dead. */
  | "cut"
  /** It is done, and nobody is told. */
  | "done, then silence"
  /** An error inside an answer that began as a success, which is how S3 completes uploads. */
  | "error in a 200";

export interface S3StandIn {
  settings: S3Settings;
  bucket: BucketState;
  /** What was asked, such as `GET ?list-type`, in order. */
  asked: string[];
  /** The next request for which `which` holds goes wrong so, `times` times. */
  fail(which: (asked: string) => boolean, fault: Fault, times?: number): void;
  /** As some stores of this kind do. */
  refuseRules: boolean;
  keepsVersions: boolean;
  close(): Promise<void>;
}

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const within = (tag: string, xml: string) => new RegExp(`<${tag}>(.*?)</${tag}>`, "s").exec(xml)?.[1];
const all = (tag: string, xml: string) =>
  [...xml.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, "gs"))].map((m) => m[1]);
const xml = (root: string, ...inner: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root}>${inner.join("")}</${root}>`;
const answerTo = (name: string, ...inner: string[]) =>
  xml(name, ...inner).replace(`<${name}>`, `<${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">`);

interface Answer {
  status: number;
  headers?: Record<string, string | number>;
  body?: string | Buffer;
}

/**
 * A bucket on this machine that answers as S3 does, over HTTP, with its paths, refusals and rules; none of its own. Lists come
 * in pages of `pageSize`.
 */
export async function startS3StandIn({ pageSize = 1000 } = {}): Promise<S3StandIn> {
  const bucket = new BucketState();
  const faults: { which: (asked: string) => boolean; fault: Fault; left: number }[] = [];
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const standIn: S3StandIn = {
    settings: {
      bucket: "printpal-test",
      endpoint: `http://127.0.0.1:${port}`,
      region: "eu-test-1",
      accessKeyId: "AKIDSTANDIN",
      secretAccessKey: "stand-in/secret+key",
      pathStyle: true,
      country: undefined,
    },
    bucket,
    asked: [],
    fail: (which, fault, times = 1) => faults.push({ which, fault, left: times }),
    refuseRules: false,
    keepsVersions: false,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    try {
      for await (const part of request) parts.push(part as Buffer);
    } catch {
      // Whoever asked has gone: nothing was stored.
      return;
    }
    const url = new URL(request.url ?? "/", standIn.settings.endpoint);
    const [, bucketName, ...rest] = decodeURIComponent(url.pathname).split("/");
    const key = rest.join("/");
    const kind = [...url.searchParams.keys()].find((name) => name !== "x-id");
    const asked = `${request.method} ${kind ? `?${kind}` : key ? "object" : "bucket"}`;
    standIn.asked.push(asked);
    const due = faults.find(({ which, left }) => left > 0 && which(asked));
    if (due) due.left--;
    const body = Buffer.concat(parts);
    const answer = ((): Answer => {
      try {
        const refusal = refuseSignature(request, body, standIn.settings);
        if (refusal) throw new S3Refusal(refusal, 403);
        if (typeof due?.fault === "object") throw new S3Refusal(due.fault.code, due.fault.status);
        if (bucketName !== standIn.settings.bucket) throw new S3Refusal("NoSuchBucket", 404);
        if (due?.fault === "error in a 200")
          return {
            status: 200,
            body: xml("Error", "<Code>InternalError</Code><Message>We failed.</Message>"),
          };
        return answerOne(request, url.searchParams, key, body);
      } catch (error) {
        if (!(error instanceof S3Refusal)) throw error;
        const { code, status } = error;
        // As S3 does, it repeats what was asked with: none of it may come into a log.
        const repeated = `<AWSAccessKeyId>${standIn.settings.accessKeyId}</AWSAccessKeyId><Resource>/${escaped(key)}</Resource>`;
        return {
          status,
          body: xml("Error", `<Code>${code}</Code><Message>Refused: ${code}.</Message>`, repeated),
        };
      }
    })();
    if (due?.fault === "done, then silence") return void request.socket.destroy();
    const bytes = Buffer.from(answer.body ?? "");
    response.writeHead(answer.status, {
      "x-amz-request-id": "TEST",
      ...(typeof answer.body === "string" ? { "Content-Type": "application/xml" } : {}),
      ...(answer.status === 204 ? {} : { "Content-Length": bytes.length }),
      ...answer.headers,
    });
    if (due?.fault !== "cut") return void response.end(request.method === "HEAD" ? undefined : bytes);
    response.write(bytes.subarray(0, bytes.length >> 1), () => request.socket.destroy());
  }

  function answerOne(request: IncomingMessage, query: URLSearchParams, key: string, body: Buffer): Answer {
    const { method, headers } = request;
    if (key === "") return answerForBucket(method!, query, headers, body.toString());
    const uploadId = query.get("uploadId");
    if (method === "POST" && query.has("uploads"))
      return {
        status: 200,
        body: answerTo("InitiateMultipartUploadResult", `<UploadId>${bucket.begin(key)}</UploadId>`),
      };
    if (method === "PUT" && uploadId)
      return {
        status: 200,
        headers: { ETag: bucket.addPart(uploadId, Number(query.get("partNumber")), body) },
      };
    if (method === "POST" && uploadId) {
      const wanted = all("Part", body.toString()).map((part) => ({
        number: Number(within("PartNumber", part)),
        etag: within("ETag", part)!.replaceAll("&quot;", '"'),
      }));
      const etag = escaped(bucket.complete(uploadId, wanted));
      return { status: 200, body: answerTo("CompleteMultipartUploadResult", `<ETag>${etag}</ETag>`) };
    }
    if (method === "DELETE" && uploadId) {
      bucket.abort(uploadId);
      return { status: 204 };
    }
    if (method === "PUT") return { status: 200, headers: { ETag: bucket.put(key, body) } };
    if (method === "DELETE") {
      bucket.objects.delete(key);
      return { status: 204 };
    }
    const { bytes, etag, storedAt } = bucket.get(key);
    const head = { ETag: etag, "Last-Modified": storedAt.toUTCString(), "Accept-Ranges": "bytes" };
    if (method === "HEAD") return { status: 200, headers: { ...head, "Content-Length": bytes.length } };
    const range = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? "");
    if (!range) return { status: 200, headers: head, body: bytes };
    const [start, last] = [Number(range[1]), Math.min(Number(range[2]), bytes.length - 1)];
    if (start > last) throw new S3Refusal("InvalidRange", 416);
    const shown = { ...head, "Content-Range": `bytes ${start}-${last}/${bytes.length}` };
    return { status: 206, headers: shown, body: bytes.subarray(start, last + 1) };
  }

  function answerForBucket(
    method: string,
    query: URLSearchParams,
    headers: IncomingMessage["headers"],
    body: string,
  ): Answer {
    if (query.has("lifecycle")) {
      if (standIn.refuseRules) throw new S3Refusal("NotImplemented", 501);
      if (method === "GET") {
        if (bucket.rules.length === 0) throw new S3Refusal("NoSuchLifecycleConfiguration", 404);
        return {
          status: 200,
          body: answerTo("LifecycleConfiguration", ...bucket.rules.map((rule) => rule.xml)),
        };
      }
      if (!headers["content-md5"] && !Object.keys(headers).some((name) => name.startsWith("x-amz-checksum-")))
        throw new S3Refusal("InvalidRequest", 400);
      bucket.rules = all("Rule", body).map(readRule);
      return { status: 200 };
    }
    if (query.has("versioning"))
      return {
        status: 200,
        body: answerTo("VersioningConfiguration", standIn.keepsVersions ? "<Status>Enabled</Status>" : ""),
      };
    if (query.has("uploads")) {
      const after = query.get("upload-id-marker");
      const found = [...bucket.unfinished]
        .filter(([id]) => !after || id > after)
        .sort(([a], [b]) => (a < b ? -1 : 1));
      const page = found.slice(0, pageSize);
      const inner = page.map(
        ([id, { key, begunAt }]) =>
          `<Upload><Key>${escaped(key)}</Key><UploadId>${id}</UploadId><Initiated>${begunAt.toISOString()}</Initiated></Upload>`,
      );
      const last = page.at(-1);
      const more = found.length > page.length && last;
      const next = more
        ? `<NextKeyMarker>${escaped(last[1].key)}</NextKeyMarker><NextUploadIdMarker>${last[0]}</NextUploadIdMarker>`
        : "";
      return {
        status: 200,
        body: answerTo("ListMultipartUploadsResult", `<IsTruncated>${!!more}</IsTruncated>`, next, ...inner),
      };
    }
    if (method !== "GET" || query.get("list-type") !== "2") throw new S3Refusal("MethodNotAllowed", 405);
    const after = query.get("continuation-token") ?? "";
    const prefix = query.get("prefix") ?? "";
    const keys = [...bucket.objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
    const page = keys.slice(0, pageSize);
    const inner = page.map((key) => {
      const { bytes, etag, storedAt } = bucket.get(key);
      return `<Contents><Key>${escaped(key)}</Key><LastModified>${storedAt.toISOString()}</LastModified><ETag>${escaped(etag)}</ETag><Size>${bytes.length}</Size></Contents>`;
    });
    const more = keys.length > page.length;
    const next = more ? `<NextContinuationToken>${escaped(page.at(-1)!)}</NextContinuationToken>` : "";
    return {
      status: 200,
      body: answerTo(
        "ListBucketResult",
        `<KeyCount>${page.length}</KeyCount><IsTruncated>${more}</IsTruncated>`,
        next,
        ...inner,
      ),
    };
  }

  return standIn;
}

function readRule(inner: string): Rule {
  const days = within("Days", within("Expiration", inner) ?? "");
  const abort = within("DaysAfterInitiation", inner);
  const id = within("ID", inner) ?? "";
  // A rule without a filter is refused by S3.
  if (!/<(Filter|Prefix)[>/]/.test(inner) || !(days || abort)) throw new S3Refusal("MalformedXML", 400);
  return {
    id,
    enabled: within("Status", inner) === "Enabled",
    prefix: within("Prefix", inner) ?? "",
    days: days ? Number(days) : undefined,
    abortAfterDays: abort ? Number(abort) : undefined,
    xml: `<Rule>${inner}</Rule>`,
  };
}
