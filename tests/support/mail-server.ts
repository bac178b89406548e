import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { overrideEnv } from "@/lib/core/env";

export interface ReceivedMail {
  to: string[];
  /** With its headers, and without the breaks of quoted-printable. */
  text: string;
}

/** A mail server of this file's own, to which mails go from now on; it knows every mailbox but those at bounce.example. */
export async function startMailServer(): Promise<{ received: ReceivedMail[]; close: () => Promise<void> }> {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    // A kept connection is not waited for: half a minute otherwise.
    closeTimeout: 1,
    onRcptTo: ({ address }, _, done) =>
      address.endsWith("@bounce.example")
        ? done(Object.assign(new Error("no such mailbox"), { responseCode: 550 }))
        : done(),
    onData(stream, { envelope }, done) {
      let text = "";
      stream.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      stream.on("end", () => {
        const to = envelope.rcptTo.map(({ address }) => address);
        received.push({ to, text: text.replace(/=\r?\n/g, "") });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  overrideEnv({ smtpUrl: `smtp://127.0.0.1:${port}`, emailFrom: "PrintPal <no-reply@printpal.example>" });
  return { received, close: () => new Promise((resolve) => server.close(() => resolve())) };
}
