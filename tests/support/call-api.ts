import path from "node:path";
import type { RouteHandler } from "@/lib/api";
import { createKey, type KeyRequest } from "@/lib/keys";
import type { Context } from "@/lib/db";
import { root, walk } from "./source-files";

export const publicUrl = "http://localhost:3000";

export type RouteModule = Partial<Record<string, RouteHandler>>;

export interface ApiRoute {
  /** From the root: `app/api/v1/generations/[id]/route.ts`. */
  file: string;
  /** As a contract writes it: `/api/v1/generations/{id}`. */
  pattern: string;
  load(): Promise<RouteModule>;
}

/** Every route file of the API; the portal's sign-in and uploads and the Model Context Protocol follow rules of their own. */
export const apiRoutes: ApiRoute[] = walk("app/api")
  .filter((file) => file.endsWith("/route.ts") && !/^app\/api\/(auth|mcp|stripe|uploadthing)\//.test(file))
  .map((file) => ({
    file,
    pattern: file
      .replace(/^app/, "")
      .replace(/\/route\.ts$/, "")
      .replaceAll("[", "{")
      .replaceAll("]", "}"),
    load: () => import(path.join(root, file)) as Promise<RouteModule>,
  }));

export interface ApiAnswer<Body = Record<string, never>> {
  status: number;
  headers: Headers;
  body: Body;
  text: string;
}

export interface ApiRequest {
  key?: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is; `headers` say what it is. */
  body?: BodyInit;
}

/** Calls a route handler as the server does: the file by its path, the parameters decoded, the answer read whole. */
export async function callApi<Body = Record<string, unknown>>(
  method: string,
  address: string,
  { key, headers = {}, json, body }: ApiRequest = {},
): Promise<ApiAnswer<Body>> {
  const url = new URL(address, publicUrl);
  const { route, params } = findRoute(url.pathname);
  const handler = (await route.load())[method];
  if (!handler) throw new Error(`${route.file} exports no ${method}`);
  const request = new Request(url, {
    method,
    headers: {
      ...(key && { Authorization: `Bearer ${key}` }),
      ...(json !== undefined && { "Content-Type": "application/json" }),
      ...headers,
    },
    body: json === undefined ? body : JSON.stringify(json),
    ...(body instanceof ReadableStream && { duplex: "half" }),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parse(text) as Body, text };
}

/** A key's secret, for an account that may make one. */
export async function makeKey(ctx: Context, request: Partial<KeyRequest> = {}): Promise<string> {
  const { secret } = await createKey(ctx, { name: "Test", ...request });
  return secret;
}

function findRoute(pathname: string): { route: ApiRoute; params: Record<string, string> } {
  const segments = pathname.split("/");
  const matches = apiRoutes.flatMap((route) => {
    const params = match(route.pattern.split("/"), segments);
    return params ? [{ route, params }] : [];
  });
  const exact = matches.sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length)[0];
  if (exact) return exact;
  const rest = apiRoutes.find((route) => route.file.includes("[..."));
  if (!rest) throw new Error("There is no catch-all route.");
  return { route: rest, params: {} };
}

function match(pattern: string[], segments: string[]): Record<string, string> | null {
  if (pattern.length !== segments.length || pattern.some((part) => part.startsWith("{..."))) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    if (part.startsWith("{")) params[part.slice(1, -1)] = decodeURIComponent(segments[index]);
    else if (part !== segments[index]) return null;
  }
  return params;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
