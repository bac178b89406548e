import { connect } from "node:net";
import { beforeAll, describe, expect, it } from "vitest";
import { sharedPortal } from "../support/portal";

let port: number;
beforeAll(async () => {
  port = Number(new URL((await sharedPortal()).url).port);
}, 400_000);

/** Sends the text as it is and reads until the server closes: what no HTTP client would let out. */
function raw(
  text: string,
): Promise<{ status: number; body: { code?: string; request_id?: string }; head: string }> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    socket.setEncoding("utf8").on("data", (chunk) => (answer += chunk));
    socket.on("error", reject).on("close", () => {
      const [head, ...rest] = answer.split("\r\n\r\n");
      const json = head.includes("problem+json") ? (/\{.*\}/s.exec(rest.join(""))?.[0] ?? "{}") : "{}";
      resolve({ status: Number(head.split(" ")[1]), body: JSON.parse(json), head });
    });
  });
}

const head = "Host: localhost\r\nConnection: close\r\n";

describe("the web entry answers with problem+json", () => {
  it.each([
    ["TRACE", `TRACE /api/health HTTP/1.1\r\n${head}\r\n`, 405, "method_not_allowed"],
    ["a method of another protocol", `PROPFIND / HTTP/1.1\r\n${head}\r\n`, 405, "method_not_allowed"],
    [
      "headers of 32 KB",
      `GET / HTTP/1.1\r\n${head}X-Long: ${"a".repeat(32_768)}\r\n\r\n`,
      431,
      "headers_too_large",
    ],
    ["an address of 9 KB", `GET /${"a".repeat(9_000)} HTTP/1.1\r\n${head}\r\n`, 414, "uri_too_long"],
    ["another host", "GET /api/health HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421, "misdirected_request"],
    ["what is not HTTP", "HELLO\r\n\r\n", 400, "invalid_request"],
    [
      "a length and chunks at once",
      `POST /api/generate HTTP/1.1\r\n${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
      "invalid_request",
    ],
    ["a NUL in a header", `GET /api/health HTTP/1.1\r\n${head}X-Odd: a\0b\r\n\r\n`, 400, "invalid_request"],
  ])("to %s", async (_name, text, status, code) => {
    const answer = await raw(text);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ code, request_id: expect.stringMatching(/^req_/) });
    expect(answer.head.toLowerCase()).toContain("application/problem+json");
  });

  it("and lets the rest through", async () => {
    expect((await raw(`GET /api/health HTTP/1.1\r\n${head}\r\n`)).status).toBe(200);
  });

  it("to everybody alike who claims to come from inside", async () => {
    const path = "/overview";
    const plain = await raw(`GET ${path} HTTP/1.1\r\n${head}\r\n`);
    const claimed = await raw(
      `GET ${path} HTTP/1.1\r\n${head}x-middleware-subrequest: proxy:proxy:proxy\r\n\r\n`,
    );
    expect(plain.status).toBe(307);
    expect(claimed.status).toBe(307);
  });
});
