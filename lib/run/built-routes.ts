import { readFileSync } from "node:fs";
import path from "node:path";
import type { ApiRoute, RouteModule } from "./serve-api";

/** These read cookies through Next.js, which alone can serve them. */
const NEEDS_NEXT = /^\/api\/(auth|uploadthing)\b/;

/** The routes of the API as the build in `folder` lists them: what Next.js would serve, and nothing else. */
export function builtRoutes(folder: string): ApiRoute[] {
  const manifest = path.join(folder, ".next", "app-path-routes-manifest.json");
  const routes = JSON.parse(readFileSync(manifest, "utf8")) as Record<string, string>;
  return Object.entries(routes)
    .filter(
      ([file, address]) =>
        file.endsWith("/route") && address.startsWith("/api/") && !NEEDS_NEXT.test(address),
    )
    .map(([file, address]) => ({ address, load: () => importRoute(file.slice("/api/".length)) }));
}

/** By a pattern in which the bundler finds all of them; each is loaded when it is first asked for. */
const importRoute = (file: string): Promise<RouteModule> =>
  import(`../../app/api/${file.replace(/\/route$/, "")}/route.ts`) as Promise<RouteModule>;
