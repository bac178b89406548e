import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { contracts } from "@/lib/api/contracts";
import { withoutIdempotencyKey } from "@/lib/api/idempotency-key";
import { buildOpenApi } from "@/lib/api/openapi";
import { printDocument, shareParts } from "@/lib/api/share-parts";
import type { Contract } from "@/lib/core/contract";
import manifest from "@/package.json";
import { apiRoutes } from "../support/call-api";
import { root } from "../support/source-files";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
const document = buildOpenApi(manifest.version);
const text = JSON.stringify(document);

describe("the document", () => {
  it("is the one in public/openapi.json; npm run openapi writes it anew", () => {
    const written = readFileSync(path.join(root, "public/openapi.json"), "utf8");
    expect(written).toBe(printDocument(shareParts(document)) + "\n");
  });

  it("names every contract once", () => {
    const ids = contracts.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const written = Object.values(document.paths as Record<string, Record<string, { operationId: string }>>)
      .flatMap((item) => Object.values(item))
      .map(({ operationId }) => operationId);
    expect(written.sort()).toEqual(ids.sort());
  });

  it("is written with what repeats said once, and still says the same", () => {
    const shared = shareParts(document);
    expect(JSON.stringify(shared).length).toBeLessThan(0.75 * text.length);
    const look = (at: unknown): unknown => {
      if (Array.isArray(at)) return at.map(look);
      if (!at || typeof at !== "object") return at;
      const { $ref, ...rest } = at as { $ref?: string };
      const own = $ref?.split("/")[3];
      // What the document had by a name of its own before stays a reference.
      if ($ref?.startsWith("#/components/schemas/") && own! in schemas) return at;
      if ($ref === undefined)
        return Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, look(value)]));
      const [, , group, name] = $ref.split("/");
      return look((shared.components as Record<string, Record<string, unknown>>)[group][name]);
    };
    const { schemas } = document.components as { schemas: object };
    expect(look(shared.paths)).toEqual(document.paths);
  });

  it("refers only to what it holds", () => {
    const { schemas } = document.components as { schemas: Record<string, unknown> };
    const wanted = new Set(
      [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name),
    );
    expect([...wanted].filter((name) => !(name in schemas))).toEqual([]);
    expect(Object.keys(schemas)).toEqual(
      expect.arrayContaining(["ApiKey", "Generation", "Problem", "LedgerEntry"]),
    );
    expect(text).not.toContain("$defs");
  });

  it("says what a submission takes", () => {
    const paths = document.paths as Record<
      string,
      Record<string, { requestBody: { content: Record<string, unknown> } }>
    >;
    const { content } = paths["/api/v1/generations"].post.requestBody;
    expect(content["multipart/form-data"]).toMatchObject({
      schema: {
        additionalProperties: false,
        properties: {
          image: { type: "array", items: { format: "binary" }, maxItems: 6 },
          size_mm: { minimum: 5, maximum: 1000, default: 80 },
        },
      },
    });
    expect(JSON.stringify(content["application/json"])).not.toContain("binary");
  });
});

describe("Idempotency-Key", () => {
  it("is a header of every POST but the report of leaked keys, which is for anybody and answers alike anyway", () => {
    const takers = contracts.filter((contract) => {
      const operations = document.paths as Record<string, Record<string, { parameters: { name: string }[] }>>;
      const { parameters } = operations[contract.path][contract.method.toLowerCase()];
      return parameters.some(({ name }) => name === "Idempotency-Key");
    });
    const posts = contracts.filter(({ method }) => method === "POST");
    expect(posts.filter((post) => !takers.includes(post)).map(({ id }) => id)).toEqual(["keys.report_leaks"]);
    expect(takers.filter((taker) => !posts.includes(taker))).toEqual([]);
    expect(Object.keys(withoutIdempotencyKey)).toEqual(["keys.report_leaks"]);
    // An answer is kept for an organization, as text: neither a visitor's nor a download could be.
    const keepable = ({ access, output }: Contract) =>
      access !== "public" && access !== "signed" && output instanceof z.ZodType;
    expect(takers.filter((taker) => !keepable(taker))).toEqual([]);
  });
});

describe("route files", () => {
  const bound = contracts.map(({ method, path: address }) => `${method} ${address}`);

  it("bind each contract, under its path and method", async () => {
    const found: string[] = [];
    for (const { pattern, load } of apiRoutes) {
      const exports = await load();
      for (const method of methods) {
        const contract = exports[method]?.contract;
        if (contract) expect([contract.method, contract.path]).toEqual([method, pattern]);
        if (contract) found.push(`${method} ${pattern}`);
      }
    }
    expect(found.sort()).toEqual([...bound].sort());
  });

  it("answer every other method themselves, rather than leave it to the server", async () => {
    for (const { file, load } of apiRoutes) {
      const exported = Object.keys(await load());
      expect(exported, file).toEqual(expect.arrayContaining([...methods]));
      if (!file.includes("[...")) expect(exported, file).toContain("OPTIONS");
    }
  });
});
