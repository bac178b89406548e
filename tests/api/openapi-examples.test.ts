import { describe, expect, it } from "vitest";
import { contracts } from "@/lib/api/contracts";
import { makeExample } from "@/lib/api/make-example";
import { buildOpenApi } from "@/lib/api/openapi";
import manifest from "@/package.json";

interface Content {
  content?: Record<string, { example?: unknown }>;
}
interface Operation {
  parameters: { in: string; name: string; schema: Record<string, unknown> }[];
  requestBody?: Content;
  responses: Record<string, Content>;
}

const { paths } = buildOpenApi(manifest.version) as { paths: Record<string, Record<string, Operation>> };
const operationOf = ({ method, path }: (typeof contracts)[number]): Operation =>
  paths[path][method.toLowerCase()];

describe("examples of the OpenAPI document", () => {
  const withBody = contracts.flatMap((contract) => (contract.body ? [[contract.id, contract] as const] : []));

  it.each(withBody)("%s: the body's is one that its schema takes", (_id, contract) => {
    const content = Object.entries(operationOf(contract).requestBody!.content!);
    expect(content.map(([type]) => type)).toEqual(contract.body!.accepts);
    for (const [type, { example }] of content) {
      expect(example, type).toEqual(expect.any(Object));
      expect(contract.body!.schema.safeParse(example).error, type).toBeUndefined();
    }
  });

  it("of answers are what the contracts give", () => {
    for (const contract of contracts) {
      const { output } = contract;
      if (output === "bytes" || "events" in output) continue;
      const { example } = operationOf(contract).responses[contract.status].content!["application/json"];
      expect(output.safeParse(example).error, contract.id).toBeUndefined();
    }
  });

  it("of ids in addresses are ids", () => {
    for (const contract of contracts.filter(({ params }) => params)) {
      const parameters = operationOf(contract).parameters.filter((one) => one.in === "path");
      const values = parameters.map(({ name, schema }) => [name, makeExample(schema, {})]);
      expect(contract.params!.safeParse(Object.fromEntries(values)).error, contract.id).toBeUndefined();
    }
  });
});

describe("makeExample", () => {
  const named = { Named: { type: "object", required: ["a"], properties: { a: { const: 1 }, b: {} } } };
  it.each([
    [{ $ref: "#/components/schemas/Named" }, { a: 1 }],
    [{ type: "object", properties: { a: { type: "string" }, b: { example: 2 } } }, { b: 2 }],
    [{ anyOf: [{ type: "null" }, { type: "integer", minimum: 5 }] }, 5],
    [{ type: "number", exclusiveMinimum: 0, maximum: 0.5 }, 0.5],
    [{ type: "array", items: { enum: ["x", "y"] }, minItems: 2 }, ["x", "x"]],
    [{ type: "array", prefixItems: [{ const: 1 }, { const: "z" }] }, [1, "z"]],
    [{ type: "string", pattern: "^key_[0-9A-Za-z]{22}$" }, "key_4kQ1mW8sZb2Xr7tY9uVc3d"],
    [{ type: "string", default: "", minLength: 6 }, "textxx"],
  ])("makes of %j %j", (schema, example) => {
    expect(makeExample(schema, named)).toEqual(example);
  });
});
