/** Serves the bare handler as the portal is served, on the port that is named. */
import { createServer } from "node:http";
import next from "next";

const app = next({
  dev: false,
  dir: import.meta.dirname,
  hostname: "127.0.0.1",
  port: Number(process.argv[2]),
});
await app.prepare();
const handle = app.getRequestHandler();
createServer((request, response) => void handle(request, response)).listen(
  Number(process.argv[2]),
  "127.0.0.1",
);
process.once("SIGTERM", () => process.exit(0));
