import { createServer, request, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as rest } from "node:timers/promises";

const PIECES = 24;
const PAUSE_MS = 20;

/** The portal over a line that brings each page in pieces, so that a browser paints it half. Everything else passes as it is. */
export async function overSlowLine(portalUrl: string): Promise<{ url: string; close: () => void }> {
  const { host, hostname, port, origin } = new URL(portalUrl);
  const server = createServer((asked, answer) => {
    const headers = { ...asked.headers, host, ...(asked.headers.origin && { origin }) };
    // In clear, to be cut anywhere.
    delete headers["accept-encoding"];
    const passed = request(
      { hostname, port, method: asked.method, path: asked.url, headers },
      (got) => void passOn(got),
    );
    passed.on("error", () => answer.destroy());
    asked.pipe(passed);

    async function passOn(got: IncomingMessage) {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      if (!got.headers["content-type"]?.includes("text/html")) return void got.pipe(answer);
      const page = Buffer.concat(await got.toArray());
      // What React reads follows what is seen.
      const seen = page.indexOf("self.__next_f.push");
      const step = Math.ceil(seen / PIECES);
      for (let from = 0; from < seen; from += step) {
        answer.write(page.subarray(from, Math.min(seen, from + step)));
        await rest(PAUSE_MS);
      }
      answer.end(page.subarray(seen));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, hostname, resolve));
  const url = `http://${hostname}:${(server.address() as AddressInfo).port}`;
  return { url, close: () => server.close() };
}
