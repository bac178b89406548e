import pg from "pg";
import { openStored } from "./open-stored";
import { MAGIC } from "./seal-value";

/**
 * A connection that opens sealed values in what it reads, whoever asked and in whatever form: text, lists of it, and
 * strings within JSON. A result without any costs a look at the beginning of each text.
 */
export class OpeningClient extends pg.Client {
  // The driver's own signatures are overloads; what they have in common is enough here.
  override query(...given: unknown[]): never {
    const [config, ...rest] = given;
    if (isSubmittable(config)) return this.ask(config, ...rest);
    const callback = rest.find((part): part is Callback => typeof part === "function");
    const values = rest.find((part) => Array.isArray(part));
    const found = { any: false };
    const wish = typeof config === "string" ? { text: config } : (config as pg.QueryConfig);
    const query = {
      ...wish,
      values: wish.values ?? values,
      types: marking(wish.types ?? this.parsers, found),
    };
    const open = async (result: pg.QueryArrayResult) => {
      if (found.any) await Promise.all([result].flat().map(openResult));
      return result;
    };
    if (!callback) return (this.ask(query) as Promise<pg.QueryArrayResult>).then(open) as never;
    return this.ask(query, (error: Error | null, result: pg.QueryArrayResult) => {
      if (error) return callback(error);
      if (!found.any) return callback(null, result);
      open(result).then((opened) => callback(null, opened), callback);
    });
  }

  private ask(...parts: unknown[]): never {
    return (super.query as unknown as (...parts: unknown[]) => never).apply(this, parts);
  }

  private get parsers(): pg.CustomTypesConfig {
    return { getTypeParser: this.getTypeParser.bind(this) } as unknown as pg.CustomTypesConfig;
  }
}

type Callback = (error: Error | null, result?: unknown) => void;

const isSubmittable = (config: unknown): boolean =>
  typeof (config as { submit?: unknown } | null)?.submit === "function";

/** A value with something sealed in it, until the keys are at hand. */
class Marked {
  constructor(
    readonly stored: string,
    readonly json: boolean,
    readonly parse: (plain: string) => unknown,
  ) {}
}

const TEXTS = new Set([25, 1042, 1043]);
const JSONS = new Set([114, 3802]);
const TEXT_LISTS = new Set([1009, 1015]);

type Parse = (stored: string) => unknown;

/** The parsers, but for those of text and JSON, which say where something sealed came. */
function marking(types: pg.CustomTypesConfig, found: { any: boolean }): pg.CustomTypesConfig {
  const mark = (json: boolean, parse: Parse, isSealed: (stored: string) => boolean) => (stored: string) => {
    if (!isSealed(stored)) return parse(stored);
    found.any = true;
    return new Marked(stored, json, parse);
  };
  const getTypeParser = (oid: number, format?: "text" | "binary") => {
    const parse = types.getTypeParser(oid, format as "text") as Parse;
    if (format === "binary") return parse;
    if (TEXTS.has(oid)) return mark(false, parse, (stored) => stored.startsWith(MAGIC));
    if (TEXT_LISTS.has(oid)) return mark(false, parse, (stored) => stored.includes(MAGIC));
    if (JSONS.has(oid)) return mark(true, parse, (stored) => stored.includes(`"${MAGIC}`));
    return parse;
  };
  return { getTypeParser } as pg.CustomTypesConfig;
}

type Row = Record<number | string, unknown>;

/** All at once, so that the keys of many are asked for together. */
async function openResult({ rows, fields }: pg.QueryArrayResult): Promise<void> {
  const opening: Promise<void>[] = [];
  for (const row of rows as unknown as Row[]) {
    const at = (index: number) => (Array.isArray(row) ? index : fields[index].name);
    const beside = (fieldIndex: number) => row[at(fieldIndex)];
    for (let index = 0; index < fields.length; index++) {
      const value = row[at(index)];
      if (!(value instanceof Marked)) continue;
      const opened = openMarked(value, { fields, index, beside });
      opening.push(opened.then((plain) => void (row[at(index)] = plain)));
    }
  }
  await Promise.all(opening);
}

async function openMarked(value: Marked, where: Parameters<typeof openStored>[1]): Promise<unknown> {
  if (value.json) return value.parse(await openStored(value.stored, where, { json: true }));
  const parsed = value.parse(value.stored);
  if (!Array.isArray(parsed)) return openStored(value.stored, where, { json: false });
  return Promise.all(
    parsed.map((each) => (typeof each === "string" ? openStored(each, where, { json: false }) : each)),
  );
}
