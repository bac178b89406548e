import { createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

/** A mail server that takes everything and keeps what was said to it, for the audit to look through. */
export async function startMailSink(): Promise<{
  url: string;
  heard: () => string;
  stop: () => Promise<void>;
}> {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on("close", () => sockets.delete(socket)).on("error", () => socket.destroy()));
    serve(socket, (text) => heard.push(text));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}?ignoreTLS=true`,
    heard: () => heard.join(""),
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** As little of SMTP (RFC 5321) as a sender needs: greeting, envelope, data, goodbye. */
function serve(socket: Socket, hear: (text: string) => void): void {
  let inData = false;
  let pending = "";
  socket.setEncoding("utf8").write("220 audit\r\n");
  socket.on("data", (part: string) => {
    hear(part);
    pending += part;
    for (let end = pending.indexOf("\r\n"); end >= 0; end = pending.indexOf("\r\n")) {
      const line = pending.slice(0, end);
      pending = pending.slice(end + 2);
      if (inData && line !== ".") continue;
      if (inData) inData = false;
      else if (/^DATA$/i.test(line)) {
        inData = true;
        socket.write("354 go on\r\n");
        continue;
      }
      socket.write(/^QUIT$/i.test(line) ? "221 bye\r\n" : "250 ok\r\n");
    }
  });
}
