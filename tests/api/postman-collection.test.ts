import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { contracts } from "@/lib/api/contracts";
import { buildOpenApi } from "@/lib/api/openapi";
import { buildReference } from "@/lib/api/reference/build-reference";
import { writeCollection } from "@/lib/api/reference/write-collection";
import manifest from "@/package.json";
import { root } from "../support/source-files";

interface Entry {
  key: string;
  value: string;
  type?: string;
  disabled?: boolean;
}
interface Item {
  id: string;
  name: string;
  request: {
    method: string;
    description: string;
    auth?: { type: string };
    header: Entry[];
    url: { raw: string; host: string[]; path: string[]; query: Entry[]; variable: Entry[] };
    body?: { mode: string; raw?: string; formdata?: Entry[] };
  };
}
interface Collection {
  info: { _postman_id: string; name: string; schema: string };
  variable: (Entry & { id: string })[];
  item: { id: string; name: string; item: Item[] }[];
}

const written = writeCollection(
  buildReference(buildOpenApi(manifest.version), contracts),
  manifest.version,
) as unknown as Collection;
const requests = written.item.flatMap(({ item }) => item);
const contractOf = ({ request: { method, url } }: Item) => {
  const address = `/${url.path.map((part) => part.replace(/^:(\w+)$/, "{$1}")).join("/")}`;
  return contracts.filter((contract) => contract.method === method && contract.path === address);
};

describe("the Postman collection", () => {
  it("is the one in public/; npm run openapi writes it anew", () => {
    const file = readFileSync(path.join(root, "public/printpal.postman_collection.json"), "utf8");
    expect(file).toBe(JSON.stringify(written, null, 2) + "\n");
  });

  it("says which format it has, and holds the two variables", () => {
    expect(written.info.schema).toBe("https://schema.getpostman.com/json/collection/v2.1.0/collection.json");
    expect(written.variable.map(({ key }) => key)).toEqual(["base_url", "api_key"]);
  });

  it("has every call once, in the folder of its resource", () => {
    const found = written.item.flatMap(({ name, item }) =>
      item.map((one) => {
        const [contract, ...others] = contractOf(one);
        expect([one.name, others]).toEqual([contract.summary, []]);
        return { name, id: contract.id };
      }),
    );
    expect(found.map(({ id }) => id).sort()).toEqual(contracts.map(({ id }) => id).sort());
    expect(new Set(found.map(({ name, id }) => `${name} ${id.split(".")[0]}`)).size).toBe(
      written.item.length,
    );
  });

  it("gives each thing an id of its own", () => {
    const ids = [written.info._postman_id, ...written.variable, ...written.item, ...requests].map((one) =>
      typeof one === "string" ? one : one.id,
    );
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it.each(requests.map((item) => [item.name, item] as const))("%s: is complete", (_name, item) => {
    const { request } = item;
    const [contract] = contractOf(item);
    const named = request.url.path.filter((part) => part.startsWith(":")).map((part) => part.slice(1));
    expect(request.url.variable.map(({ key }) => key)).toEqual(named);
    for (const { value } of request.url.variable) expect(value).not.toBe("");
    expect(request.url.raw).toMatch(/^\{\{base_url\}\}\/api\/[^{}]+$/);
    expect(request.auth?.type).toBe(["public", "signed"].includes(contract.access) ? "noauth" : undefined);
    expect(request.body !== undefined).toBe((contract.body ?? contract.rawBody) !== undefined);
    if (request.body?.mode === "raw")
      expect(contract.body!.schema.safeParse(JSON.parse(request.body.raw!)).error).toBeUndefined();
    if (request.body?.mode === "formdata") {
      const files = request.body.formdata!.filter(({ type }) => type === "file").map(({ key }) => key);
      expect(files).toEqual(Object.keys(contract.body!.files!));
    }
  });
});
