import type { IncomingMessage, ServerResponse } from "node:http";
import { sendAnswer } from "./send-answer";
import { toRequest } from "./to-request";

type Handler = (request: Request, context: { params: Promise<object> }) => Promise<Response>;
export type RouteModule = Partial<Record<string, Handler>>;

export interface ApiRoute {
  /** As Next.js writes it: `/api/v1/generations/[id]`. */
  address: string;
  load: () => Promise<RouteModule>;
}

/** Serves a request and is true, or leaves it alone and is false. */
export type ApiServer = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/**
 * The routes of the API, served without Next.js between: finding a page, cookies, caches and rendering take longer there
 * than a status read takes here, and none of it concerns a call that takes a Request and gives a Response. The files are
 * the same, and what is not plainly the address of one is left to Next.js.
 */
export function apiServer(routes: readonly ApiRoute[]): ApiServer {
  const root: Node = { next: new Map() };
  for (const route of routes) addRoute(root, route);
  return async (request, response) => {
    const [address] = (request.url ?? "/").split("?", 1);
    const found = address.startsWith("/api/") ? findRoute(root, address) : undefined;
    if (!found) return false;
    const route = await found.route.load();
    const method = request.method ?? "GET";
    const handler = route[method] ?? (method === "HEAD" ? route.GET : undefined);
    if (!handler) return false;
    const asked = toRequest(request, response);
    await sendAnswer(await handler(asked, { params: Promise.resolve(found.params) }), request, response);
    return true;
  };
}

/** One segment of the addresses. */
interface Node {
  next: Map<string, Node>;
  /** Any segment that no other names, and the parameter it becomes. */
  any?: { name: string; node: Node };
  route?: ApiRoute;
}

function addRoute(root: Node, route: ApiRoute): void {
  const { address } = route;
  if (address.includes("[...")) return;
  let node = root;
  for (const segment of address.slice(1).split("/")) {
    const name = /^\[(.+)\]$/.exec(segment)?.[1];
    const known = name ? node.any?.node : node.next.get(segment);
    const child = known ?? { next: new Map() };
    if (name) node.any = { name, node: child };
    else node.next.set(segment, child);
    node = child;
  }
  node.route = route;
}

/** Segments are taken as they stand: what is written with escapes, or is empty, is for Next.js to make sense of. */
function findRoute(root: Node, address: string): { route: ApiRoute; params: object } | undefined {
  if (address.includes("%")) return undefined;
  const params: Record<string, string> = {};
  let node = root;
  for (const segment of address.slice(1).split("/")) {
    const named = node.next.get(segment);
    if (!named && (!node.any || segment === "")) return undefined;
    if (!named && node.any) params[node.any.name] = segment;
    node = named ?? node.any!.node;
  }
  return node.route && { route: node.route, params };
}
