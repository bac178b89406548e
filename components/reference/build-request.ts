import { fill } from "@/components/site/words/fill";
import { tryWords, type TryWords } from "@/components/site/words/try-words";
import type { TryCall, TryField } from "./try-call";

/** What was filled in, by place and name: `path.id`, `body.image`. An empty text is a field left out. */
export type TryValues = Readonly<Record<string, string | readonly File[] | undefined>>;

export interface TryRequest {
  /** From the root of this site. */
  url: string;
  init: RequestInit;
}

export const keyOf = ({ place, name }: TryField): string => `${place}.${name}`;

/**
 * The request that the values make. `body` is the index of the chosen kind of body. Cookies are never sent along: the key
 * alone says who calls. Throws an Error for people where a field of the address is missing or JSON cannot be read.
 */
export function buildRequest(
  { method, path, parameters, bodies }: TryCall,
  values: TryValues,
  { key, body = 0, words = tryWords.en }: { key?: string; body?: number; words?: TryWords },
): TryRequest {
  const textOf = (field: TryField): string => {
    const value = values[keyOf(field)];
    return typeof value === "string" ? value.trim() : "";
  };
  const inPlace = (place: TryField["place"]): [string, string][] =>
    parameters
      .filter((field) => field.place === place && textOf(field) !== "")
      .map((field) => [field.name, textOf(field)]);
  const address = Object.fromEntries(inPlace("path"));
  const url = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (!address[name]) throw new Error(fill(words.fillIn, { name }));
    return encodeURIComponent(address[name]);
  });
  const query = new URLSearchParams(inPlace("query")).toString();
  const headers = new Headers(inPlace("header"));
  if (key?.trim()) headers.set("Authorization", `Bearer ${key.trim()}`);
  return {
    url: query ? `${url}?${query}` : url,
    init: {
      method,
      headers,
      credentials: "omit",
      cache: "no-store",
      body: writeBody(bodies[body], values, headers, words),
    },
  };
}

const URL_ENCODED = "application/x-www-form-urlencoded";

function writeBody(
  body: TryCall["bodies"][number] | undefined,
  values: TryValues,
  headers: Headers,
  words: TryWords,
): BodyInit | undefined {
  if (!body) return undefined;
  if (body.type === "application/json") {
    headers.set("Content-Type", body.type);
    return readJson((values["body.json"] as string | undefined) ?? body.example, words);
  }
  if (body.type !== "multipart/form-data" && body.type !== URL_ENCODED) {
    headers.set("Content-Type", body.type);
    return (values["body.file"] as readonly File[] | undefined)?.[0];
  }
  const form = new FormData();
  for (const field of body.fields) {
    const value = values[keyOf(field)];
    if (typeof value === "string" && value.trim() !== "") form.set(field.name, value.trim());
    else if (typeof value === "object") for (const file of value) form.append(field.name, file);
  }
  return body.type === "multipart/form-data" ? form : encode(form);
}

const encode = (form: FormData): URLSearchParams =>
  new URLSearchParams(
    [...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );

function readJson(text: string, words: TryWords): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch (error) {
    throw new Error(fill(words.notJson, { reason: (error as Error).message }));
  }
}
