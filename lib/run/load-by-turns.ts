import { Agent, request } from "node:http";
import { median } from "./time-by-turns";

/** One request to send over and over, a new one each time where its headers or body must differ. */
export interface LoadedCall {
  url: string;
  method?: "GET" | "POST";
  /** What the answer must be; another one ends the measurement. */
  status: number;
  next: () => { headers?: Record<string, string>; body?: Uint8Array };
}

export interface Load {
  /** Median over the turns. */
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
}

/**
 * Sends two calls by turns, each over `connections` that stay open and always have one request under way, so that a
 * machine that is busy for a while slows both alike. Each is warmed up by the same number of requests, which are not
 * counted: by time, the faster one would come to its turns better rehearsed. Throws at an answer with another status.
 */
export async function loadByTurns(
  calls: readonly LoadedCall[],
  { connections = 16, turns = 5, turnMs = 2_000, warmUpRequests = 1_000 } = {},
): Promise<Load[]> {
  const rates: number[][] = calls.map(() => []);
  const latencies: number[][] = calls.map(() => []);
  for (const call of calls) await loadOnce(call, connections, { requests: warmUpRequests });
  for (let turn = 0; turn < turns; turn++) {
    for (const [place, call] of calls.entries()) {
      const { durations, seconds } = await loadOnce(call, connections, { ms: turnMs });
      rates[place].push(durations.length / seconds);
      for (const duration of durations) latencies[place].push(duration);
    }
  }
  return calls.map((_, place) => {
    const sorted = latencies[place].sort((a, b) => a - b);
    return {
      requestsPerSecond: median(rates[place]),
      p50Ms: sorted[sorted.length >> 1],
      p99Ms: sorted[Math.floor(sorted.length * 0.99)],
    };
  });
}

async function loadOnce(
  call: LoadedCall,
  connections: number,
  { ms = Infinity, requests = Infinity }: { ms?: number; requests?: number },
) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const durations: number[] = [];
  const begin = performance.now();
  let begun = 0;
  const send = async () => {
    while (performance.now() - begin < ms && begun++ < requests) {
      const sent = performance.now();
      await sendOnce(call, agent);
      durations.push(performance.now() - sent);
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, send));
  } finally {
    agent.destroy();
  }
  return { durations, seconds: (performance.now() - begin) / 1000 };
}

function sendOnce({ url, method = "GET", status, next }: LoadedCall, agent: Agent): Promise<void> {
  const { headers, body } = next();
  return new Promise((resolve, reject) => {
    const length = body ? { "Content-Length": body.byteLength } : {};
    const sent = request(url, { agent, method, headers: { ...headers, ...length } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => {
        if (answer.statusCode === status) return resolve();
        const said = Buffer.concat(chunks).toString().slice(0, 300);
        reject(new Error(`${method} ${url} answered ${answer.statusCode}: ${said}`));
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
