import type { Env } from "@/lib/core/env";

/** The address this machine reaches the site at, whatever PUBLIC_URL says. */
export function localUrl({ host, port }: Pick<Env, "host" | "port">): string {
  const name =
    host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "[::1]" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
