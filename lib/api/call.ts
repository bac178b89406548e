import type { Readable } from "node:stream";
import type { z } from "zod";
import type { Contract } from "@/lib/core/contract";
import type { Context } from "@/lib/db";

/** What a handler receives: everything checked, typed by the contract. */
export interface Call<Body, Query, Params> {
  /** The key's actor and organization; the anonymous visitor where the contract is public or signed. */
  ctx: Context;
  body: Body;
  query: Query;
  params: Params;
  /** Bytes of the multipart file parts by field, in the order in which they came. */
  files: Partial<Record<string, Uint8Array[]>>;
  /** The bytes of a JSON body as they came. */
  raw?: Uint8Array;
  request: Request;
  /** Writable: what the answer and the request log shall say beyond the output. */
  reply: Reply;
}

export interface Reply {
  /** Where it differs from the contract's, such as 200 for a call that waited until the end. */
  status?: 200 | 202;
  headers: Headers;
  generationId?: string;
  creditsUsed?: number;
}

/** A file to stream as the answer. */
export interface Download {
  stream: Readable;
  sizeBytes: number;
  contentType: string;
  fileName: string;
}

/** Server-sent events, until they end or the reader goes away. */
export interface EventStream {
  events: AsyncIterable<StreamedEvent>;
  /** Ends the source; harmless when repeated. */
  close(): void;
}

export interface StreamedEvent {
  id: string;
  event: string;
  data: unknown;
}

export type Handler<Body, Query, Params, Output> = (call: Call<Body, Query, Params>) => Promise<Output>;

/** A Next.js route handler that knows its contract. */
export interface RouteHandler {
  (request: Request, context: { params: Promise<object> }): Promise<Response>;
  contract: Contract;
}

/** What the handler of a contract returns: its output as a caller would write it, a file, or a stream of events, null for none. */
export type AnswerOf<Output extends z.ZodType> = z.input<Output> | Download | EventStream | null;
