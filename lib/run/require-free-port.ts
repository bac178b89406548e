import { createServer } from "node:net";
import { ExpectedFailure } from "./expected-failure";

/** Throws {@link ExpectedFailure} unless this process may listen on the port now. */
export async function requireFreePort(host: string, port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(explain(error, host, port)));
    server.listen({ host, port, exclusive: true }, resolve);
  });
  await new Promise((resolve) => server.close(resolve));
}

function explain({ code, message }: NodeJS.ErrnoException, host: string, port: number): ExpectedFailure {
  if (code === "EADDRINUSE")
    return new ExpectedFailure(
      `Port ${port} on ${host} is in use by another program. Stop it, or choose another: PORT=${port + 1} npm start`,
    );
  if (code === "EACCES")
    return new ExpectedFailure(`This user may not listen on port ${port}. Choose one above 1023 with PORT.`);
  return new ExpectedFailure(`PrintPal cannot listen on ${host}:${port} (${message}). Check HOST and PORT.`);
}
