/** What a mail says, as far as a request needs it. */
export interface ReadMail {
  from: string;
  subject: string;
  text: string;
  /** When our own server took it: of its own line, which stands first. */
  arrivedAt: Date | null;
  /** Written by a machine or to a list: never answered, so that two machines do not write to each other. */
  automatic: boolean;
}

/** Reads a mail as it lies in a mailbox (RFC 5322, MIME). Null where it does not say whom it is from. */
export function readMail(raw: Buffer): ReadMail | null {
  // Byte for byte: each part says itself which characters its bytes mean.
  const { headers, body } = split(raw.toString("latin1"));
  const from =
    /<([^<>\s]+@[^<>\s]+)>/.exec(headers.get("from") ?? "") ??
    /([^<>\s,;]+@[^<>\s,;]+)/.exec(headers.get("from") ?? "");
  if (!from) return null;
  const arrived = Date.parse(/;([^;]+)$/.exec(headers.get("received") ?? "")?.[1] ?? "");
  const said = (name: string): string => (headers.get(name) ?? "").trim().toLowerCase();
  return {
    from: from[1],
    subject: decodeWords(headers.get("subject") ?? "").trim(),
    text: textOf(headers, body, 0).replace(/\r\n/g, "\n").trim(),
    arrivedAt: Number.isNaN(arrived) ? null : new Date(arrived),
    automatic:
      !["", "no"].includes(said("auto-submitted")) ||
      ["bulk", "list", "junk"].includes(said("precedence")) ||
      headers.has("list-id") ||
      said("return-path") === "<>",
  };
}

type Headers = Map<string, string>;

function split(part: string): { headers: Headers; body: string } {
  const [, head = part, body = ""] = /^([\s\S]*?)\r?\n\r?\n([\s\S]*)$/.exec(part) ?? [];
  const headers: Headers = new Map();
  for (const line of head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const [, name, value] = /^([\w-]+):(.*)$/.exec(line) ?? [];
    // The first of its name: what stands above was added later, by a server that is nearer to us.
    if (name && !headers.has(name.toLowerCase())) headers.set(name.toLowerCase(), value.trim());
  }
  return { headers, body };
}

const MOST_DEPTH = 5;

/** The first part that is plain text; of a mail without one, nothing. */
function textOf(headers: Headers, body: string, depth: number): string {
  const type = headers.get("content-type") ?? "text/plain";
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (/^multipart\//i.test(type) && boundary && depth < MOST_DEPTH) {
    for (const part of body.split(`--${boundary}`).slice(1)) {
      const inner = split(part.replace(/^\r?\n/, ""));
      const text = textOf(inner.headers, inner.body, depth + 1);
      if (text) return text;
    }
    return "";
  }
  if (!/^text\/plain/i.test(type)) return "";
  const encoding = (headers.get("content-transfer-encoding") ?? "").toLowerCase();
  const bytes =
    encoding === "base64"
      ? Buffer.from(body, "base64")
      : Buffer.from(encoding === "quoted-printable" ? unquote(body.replace(/=\r?\n/g, "")) : body, "latin1");
  return decode(bytes, /charset="?([\w.:-]+)"?/i.exec(type)?.[1]);
}

const unquote = (text: string): string =>
  text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

/** What a header writes in other letters than ASCII's, such as `=?utf-8?Q?L=C3=B6schen?=`. */
const decodeWords = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?([\w-]+)\?([BQ])\?([^?]*)\?=/gi, (_, charset: string, way: string, word: string) =>
      way.toUpperCase() === "B"
        ? decode(Buffer.from(word, "base64"), charset)
        : decode(Buffer.from(unquote(word.replaceAll("_", " ")), "latin1"), charset),
    );

function decode(bytes: Uint8Array, charset = "utf-8"): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
