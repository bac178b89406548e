import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

/** Where a running portal is attacked. */
export interface Target {
  url: string;
  /** The same over TLS, where the portal speaks that itself. */
  tls: string | null;
  apiKey: string;
  /** Of somebody who is signed in. */
  cookie: string;
}

export interface Attack {
  tool: string;
  attacked: string;
  /** What the tool found beyond what is good or a remark, in its words. */
  found: string[];
}

/** A program of others that looks for weaknesses; all of them are in Debian. */
export interface AttackTool {
  tool: string;
  version: readonly string[];
  run(target: Target): Promise<Attack[]>;
}

export const attackTools: readonly AttackTool[] = [
  { tool: "nmap", version: ["--version"], run: ports },
  { tool: "sslscan", version: ["--version"], run: keyExchanges },
  { tool: "testssl", version: ["--version"], run: transport },
  { tool: "slowhttptest", version: ["-h"], run: slowness },
  { tool: "sqlmap", version: ["--version"], run: injection },
  { tool: "wapiti", version: ["--version"], run: pages },
];

/** What a program prints, also where it ends with a code of its own; null where it is not installed. */
export function print(program: string, args: readonly string[]): string | null {
  try {
    return execFileSync("nice", [program, ...args], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    const {
      stdout = "",
      stderr = "",
      status,
    } = error as { stdout?: string; stderr?: string; status?: number };
    return status === 127 ? null : `${stdout}${stderr}`;
  }
}

const text = (program: string, args: readonly string[]): string =>
  (print(program, args) ?? "").replace(/\x1b\[[0-9;]*m/g, "");
const folder = () => mkdtemp(path.join(os.tmpdir(), "printpal-scan-"));
const addressOf = (url: string) => new URL(url).host;

/** The site, TLS, and the usual port of the database: who speaks there. */
function ports({ url, tls }: Target): Promise<Attack[]> {
  const expected = [url, ...(tls ? [tls] : [])].map((each) => new URL(each).port);
  const out = text("nmap", ["-sT", "-p", [...expected, "5432"].join(","), new URL(url).hostname]);
  const open = [...out.matchAll(/^(\d+)\/tcp\s+open/gm)].map(([, port]) => port);
  const found = open.filter((port) => !expected.includes(port)).map((port) => `port ${port} is open`);
  return Promise.resolve([{ tool: "nmap", attacked: "ports of the site, of TLS and of PostgreSQL", found }]);
}

function keyExchanges({ tls }: Target): Promise<Attack[]> {
  if (!tls) return Promise.resolve([]);
  const out = text("sslscan", ["--no-colour", addressOf(tls)]);
  const old = [...out.matchAll(/^((?:SSLv|TLSv1\.[0-2])\S*)\s+enabled/gm)].map(
    ([, name]) => `${name} is spoken`,
  );
  const weak = [...out.matchAll(/^TLSv1\.3\s+(\d+) bits\s+(\S+)/gm)]
    .filter(([, bits]) => Number(bits) < 128)
    .map(([, bits, name]) => `key exchange ${name} of ${bits} bits`);
  return Promise.resolve([{ tool: "sslscan", attacked: "the TLS port", found: [...old, ...weak] }]);
}

/** Without what it says of the certificate and its name: those are the operator's, and here made for the run. */
async function transport({ tls }: Target): Promise<Attack[]> {
  if (!tls) return [];
  const file = path.join(await folder(), "testssl.json");
  text("testssl", ["--quiet", "--color", "0", "--jsonfile", file, tls]);
  const lines = JSON.parse(readFileSync(file, "utf8")) as { id: string; severity: string; finding: string }[];
  const found = lines
    .filter(({ severity }) => ["LOW", "MEDIUM", "HIGH", "CRITICAL"].includes(severity))
    .filter(({ id }) => !/^(cert_|DNS_)/.test(id))
    .map(({ id, severity, finding }) => `${severity} ${id}: ${finding.trim()}`);
  return [{ tool: "testssl", attacked: "the TLS port, protocols, ciphers and known weaknesses", found }];
}

function slowness({ url }: Target): Promise<Attack[]> {
  const attacks: [string, number, string[]][] = [
    ["fifty connections whose headers never end", 30, ["-H", "-u", `${url}/`]],
    [
      "fifty connections whose body never ends",
      30,
      ["-B", "-t", "POST", "-s", "8192", "-u", `${url}/api/v1/keys/leaks`],
    ],
    // A reader has half a minute to take something, and this one sees that it was cut once it has read what it holds.
    ["fifty connections that read slowly", 50, ["-X", "-z", "128", "-u", `${url}/docs`]],
  ];
  const made = attacks.map(([attacked, mostSeconds, args]) => {
    const out = text("slowhttptest", ["-c", "50", "-r", "20", "-i", "5", "-l", "60", ...args]);
    const seconds = Number(/Test ended on (\d+)/.exec(out)?.[1] ?? Infinity);
    const found = [
      ...(seconds > mostSeconds ? [`connections were still open after ${seconds} seconds`] : []),
      ...(/service available:\s+NO/.test(out) ? ["the site did not answer others meanwhile"] : []),
    ];
    return { tool: "slowhttptest", attacked, found };
  });
  return Promise.resolve(made);
}

const listed = [
  ["text", "?limit=5&text=vase"],
  ["after", "?limit=5&after=gen_0000000000000000000000"],
  ["end_user_id", "?end_user_id=kunde7"],
  ["key_id", "?key_id=key_0000000000000000000000"],
  ["created_after", "?created_after=2026-01-01T00:00:00Z"],
] as const;

/** One at a time, and as slowly as a key may call. */
async function injection({ url, apiKey }: Target): Promise<Attack[]> {
  const out = await folder();
  const tried = [
    ...listed.map(
      ([name, query]) => [`the filter ${name} of GET /generations`, query, ["-p", name]] as const,
    ),
    ["the id of GET /generations/{id}", "/gen_0000000000000000000000*", [] as string[]] as const,
  ];
  return tried.map(([attacked, rest, args]) => {
    const said = text("sqlmap", [
      ...["--batch", "--disable-coloring", "--flush-session", "--output-dir", out, "--delay", "1.05"],
      ...["--threads", "1", "--level", "1", "--technique", "BEU", "--dbms", "PostgreSQL"],
      ...["--ignore-code", "400,404", "--headers", `X-API-Key: ${apiKey}`],
      ...["-u", `${url}/api/v1/generations${rest}`, ...args],
    ]);
    const safe = said.includes("do not appear to be injectable");
    return {
      tool: "sqlmap",
      attacked,
      found: safe ? [] : [/CRITICAL\] .*/.exec(said)?.[0] ?? "it may be injectable"],
    };
  });
}

const modules =
  "cookieflags,http_headers,csp,exec,file,sql,xss,redirect,ssrf,crlf,methods,csrf,backup,permanentxss,xxe";

async function pages({ url, cookie }: Target): Promise<Attack[]> {
  const attack = async (attacked: string, from: string, more: string[]): Promise<Attack> => {
    const file = path.join(await folder(), "wapiti.json");
    text("wapiti", [
      ...["-u", `${url}${from}`, "--scope", "folder", "-d", "2", "-m", modules, "-f", "json", "-o", file],
      ...["--max-scan-time", "3", "--max-attack-time", "25", "--max-links-per-page", "30"],
      ...["--flush-session", "--no-bugreport", ...more],
    ]);
    const { vulnerabilities, anomalies } = JSON.parse(readFileSync(file, "utf8")) as Record<
      "vulnerabilities" | "anomalies",
      Record<string, { info: string; path: string }[]>
    >;
    const found = [...Object.entries(vulnerabilities), ...Object.entries(anomalies)].flatMap(([name, each]) =>
      each.map(({ info, path: at }) => `${name}: ${info} (${at})`),
    );
    return { tool: "wapiti", attacked, found: [...new Set(found)] };
  };
  return [
    await attack("the public pages", "/", []),
    await attack("the portal, signed in", "/overview", ["-H", `Cookie: ${cookie}`]),
  ];
}
