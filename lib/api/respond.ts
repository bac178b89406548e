import { Readable } from "node:stream";
import type { Contract } from "@/lib/core/contract";
import { env } from "@/lib/core/env";
import { log } from "@/lib/core/log";
import type { Table } from "@/lib/core/table";
import type { Download, EventStream, Reply } from "./call";
import { sendEvents } from "./send-events";
import { writeCsv } from "@/lib/core/write-csv";

/** What a handler returned as a response: the output parsed by the contract, or a streamed file. */
export function respond(contract: Contract, answer: unknown, reply: Reply, asCsv = false): Response {
  if (contract.output === "bytes") return sendFile(answer as Download);
  if ("events" in contract.output)
    return answer ? sendEvents(answer as EventStream) : new Response(null, { status: 204 });
  const status = reply.status ?? contract.status;
  if (status === 204) return new Response(null, { status });
  const checked = checkOutput(contract, answer);
  return asCsv && contract.csv ? sendTable(contract.csv(checked)) : Response.json(checked, { status });
}

function sendTable(table: Table): Response {
  return new Response(writeCsv(table), {
    status: 200,
    headers: {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": `attachment; filename="${table.name}.csv"`,
    },
  });
}

/** A mismatch is our mistake: it fails a test, and in production it is logged and the caller still gets an answer. */
function checkOutput(contract: Contract, answer: unknown): unknown {
  if (contract.output === "bytes" || "events" in contract.output) return answer;
  const parsed = contract.output.safeParse(answer);
  if (parsed.success) return parsed.data;
  const [{ path, message }] = parsed.error.issues;
  const complaint = `The output of ${contract.id} does not fit its contract: ${path.join(".")}: ${message}`;
  if (env().nodeEnv === "test") throw new Error(complaint);
  log.error(complaint, { contract: contract.id });
  return answer;
}

/** Next.js itself sends it in chunks and leaves the length out; the header is there for HEAD and other servers. */
function sendFile({ stream, sizeBytes, contentType, fileName }: Download): Response {
  const safeName = fileName.replace(/[^\w.-]/g, "_").slice(0, 100);
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
    status: 200,
    headers: {
      "Content-Type": contentType,
      "Content-Length": String(sizeBytes),
      "Content-Disposition": `attachment; filename="${safeName}"`,
      "Cache-Control": "private, max-age=300",
    },
  });
}
