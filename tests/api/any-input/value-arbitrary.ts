import fc from "fast-check";
import { resolve, type Schema } from "./read-operations";
import { samples } from "./sample-files";

/** Values of a schema: mostly fitting, at its bounds and a step beyond them as well. */
export function valueOf(schema: Schema): fc.Arbitrary<unknown> {
  const known = made.get(schema);
  if (known) return known;
  const arbitrary = make(resolve(schema));
  made.set(schema, arbitrary);
  return arbitrary;
}

const made = new Map<Schema, fc.Arbitrary<unknown>>();

function make(schema: Schema): fc.Arbitrary<unknown> {
  if ("const" in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(valueOf));
  if (schema.type === "boolean") return fc.boolean();
  if (schema.type === "integer" || schema.type === "number") return numberOf(schema);
  if (schema.type === "array") return listOf(schema);
  if (schema.type === "object") return objectOf(schema);
  return schema.type === "string" ? textOf(schema) : fc.constant(null);
}

function numberOf({ type, minimum = -1000, maximum = 1000 }: Schema): fc.Arbitrary<number> {
  const within =
    type === "integer"
      ? fc.integer({ min: minimum, max: maximum })
      : fc.double({ min: minimum, max: maximum, noNaN: true });
  return fc.oneof(
    { weight: 6, arbitrary: within },
    { weight: 1, arbitrary: fc.constantFrom(minimum, maximum, minimum - 1, maximum + 1, minimum + 0.5) },
  );
}

function listOf({ prefixItems, items, minItems = 0, maxItems = 4 }: Schema): fc.Arbitrary<unknown[]> {
  if (prefixItems) return fc.tuple(...prefixItems.map(valueOf));
  if (!items) return fc.constant([]);
  return fc.array(valueOf(items), { minLength: minItems, maxLength: Math.min(maxItems, minItems + 3) });
}

/**
 * Few of the fields that may be left out: what contradicts each other would otherwise always come together. What a body
 * is about stands first in its description, so that half of the values have one of those fields.
 */
function objectOf({ properties = {}, required = [], additionalProperties, propertyNames }: Schema) {
  if (typeof additionalProperties === "object")
    return fc.dictionary(
      valueOf(propertyNames ?? { type: "string" }) as fc.Arbitrary<string>,
      valueOf(additionalProperties),
      { maxKeys: 3 },
    );
  const optional = Object.keys(properties).filter((name) => !required.includes(name));
  const pick = (names: string[]): fc.Arbitrary<object> =>
    fc.record(Object.fromEntries([...required, ...names].map((name) => [name, valueOf(properties[name])])));
  if (optional.length === 0) return pick([]);
  const some = fc.subarray(optional, { maxLength: Math.min(3, optional.length) });
  const first = fc.constantFrom(...optional.slice(0, 3));
  return fc
    .oneof(
      some,
      fc.tuple(first, fc.subarray(optional, { maxLength: 1 })).map((both) => [...new Set(both.flat())]),
    )
    .chain(pick);
}

function textOf(schema: Schema): fc.Arbitrary<string> {
  const { pattern, format, contentEncoding, minLength = 0, maxLength = 60 } = schema;
  if (contentEncoding === "base64")
    return fc.constantFrom(...samples.map((bytes) => Buffer.from(bytes).toString("base64")));
  if (format === "date-time")
    return fc
      .integer({ min: 0, max: 4_000_000_000 })
      .map((seconds) => new Date(seconds * 1000).toISOString());
  if (format === "uri") return fc.constantFrom(...addresses);
  if (format?.startsWith("ip") || format?.startsWith("cidr"))
    return fc.constantFrom("203.0.113.7", "203.0.113.0/24", "2001:db8::1", "2001:db8::/32");
  if (pattern)
    return fc.oneof(...(pattern.length < 60 ? [fc.stringMatching(new RegExp(pattern))] : [phrase]));
  if (maxLength > 200 && minLength <= 1) return phrase;
  return fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 30) });
}

/** None of them leads out of this machine: names under .example are this machine's own in these tests. */
const addresses = [
  "https://shop.example/hook",
  "http://shop.example:8080/",
  "https://user:word@shop.example/",
  "http://169.254.169.254/latest/meta-data/",
  "http://[::ffff:7f00:1]/",
  "https://nowhere.invalid/a.png",
  "ftp://shop.example/",
];
const phrase = fc.constantFrom(
  "a tall vase",
  "a cube",
  "keychain Ada",
  "quantum",
  " ",
  "a cube; DROP TABLE keys",
  "x".repeat(1001),
);

const oddTexts = fc.oneof(
  fc.constantFrom(
    "\0",
    "a\0b",
    "\ud800",
    "\u202Egpj.exe",
    "",
    "NaN",
    "1e309",
    "-0",
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "' OR 1=1 --",
    "%",
    "\\",
    "../../etc/passwd",
    "${jndi:ldap://shop.example/a}",
    "é".repeat(3000),
    "9".repeat(400),
    "0000-00-00T00:00:00Z",
    "+275760-09-13T00:00:00.001Z",
  ),
  fc.string({ maxLength: 40, unit: "binary" }),
);

/** What no field expects. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  oddTexts,
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0.5,
    1e308,
    2 ** 53 + 2,
    [],
    {},
    [[[[]]]],
    ["\0"],
    { a: "\0" },
    { toString: 1, constructor: { prototype: {} } },
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

/** A hostile value as a text for an address, a form or a header. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: oddTexts },
  { weight: 1, arbitrary: hostile.map((value) => JSON.stringify(value)) },
);
