import { AppError } from "@/lib/core/errors";

const MAX_DEPTH = 32;

/**
 * JSON as strictly as its specification allows: UTF-8 only, no name twice in one object, no `__proto__`, at most 32
 * levels deep. Throws `invalid_json`.
 */
export function readJson(bytes: Uint8Array): unknown {
  const text = decodeUtf8(bytes);
  if (text.trim() === "") throw invalid("The body is empty. Send a JSON object.");
  const value = parse(text);
  checkStructure(text);
  return value;
}

/** Throws `invalid_json` for bytes that are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw invalid("The body is not UTF-8 text.");
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const position = /position (\d+)/.exec(String(cause))?.[1];
    throw invalid(`The body is not valid JSON${position ? `: look at character ${position}` : ""}.`);
  }
}

/**
 * Walks the text of a valid document without recursion: `JSON.parse` keeps the last of two equal names in silence,
 * and what it returns no longer tells.
 */
function checkStructure(text: string): void {
  const names: (Set<string> | null)[] = [];
  const strings = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}[\]]/gs;
  for (const match of text.matchAll(strings)) {
    const token = match[0];
    if (token === "{" || token === "[") {
      if (names.push(token === "{" ? new Set() : null) > MAX_DEPTH)
        throw invalid(`The body is nested more than ${MAX_DEPTH} levels deep.`);
    } else if (token === "}" || token === "]") names.pop();
    else if (match[1]) addName(names.at(-1), token.slice(0, -match[1].length));
  }
}

function addName(names: Set<string> | null | undefined, token: string): void {
  const name = JSON.parse(token) as string;
  if (name === "__proto__") throw invalid("The name __proto__ is not allowed.");
  if (names?.has(name)) throw invalid(`The name ${token.slice(0, 60)} stands twice in one object.`);
  names?.add(name);
}

const invalid = (message: string): AppError => new AppError("invalid_json", message);
