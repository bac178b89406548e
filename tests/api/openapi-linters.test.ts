import { createConfig, lintFromString } from "@redocly/openapi-core";
import spectralCore, { type RulesetDefinition } from "@stoplight/spectral-core";
import rulesets from "@stoplight/spectral-rulesets";
import { describe, expect, it } from "vitest";
import { buildOpenApi } from "@/lib/api/openapi";
import manifest from "@/package.json";

const text = JSON.stringify(buildOpenApi(manifest.version));

const redocly = async (source: string): Promise<string[]> => {
  const config = await createConfig({ extends: ["recommended"] });
  const problems = await lintFromString({ source, absoluteRef: "/openapi.json", config });
  return problems.map(({ ruleId, location }) => `${ruleId} at ${location[0]?.pointer}`);
};

/** Every rule for OpenAPI, not the recommended ones alone. */
const spectral = async (source: string): Promise<string[]> => {
  const linter = new spectralCore.Spectral();
  linter.setRuleset({
    extends: [[rulesets.oas as RulesetDefinition, "all"]],
    rules: {
      // An installation is run by whom it is run by: the document cannot know their site and mail address.
      "contact-properties": "off",
      // Tags stand in the order of the reference: what a newcomer needs first comes first.
      "openapi-tags-alphabetical": "off",
      // The contracts themselves check every example in openapi-examples.test.ts; here it takes most of the time.
      "oas3-valid-media-example": "off",
      "oas3-valid-schema-example": "off",
    },
  });
  const problems = await linter.run(JSON.parse(source) as Record<string, unknown>);
  return problems.map(({ code, path }) => `${code} at ${path.join("/")}`);
};

const broken = (change: (document: Record<string, Record<string, unknown>>) => void): string => {
  const document = JSON.parse(text) as Record<string, Record<string, unknown>>;
  change(document);
  return JSON.stringify(document);
};

describe("the OpenAPI document", () => {
  it("passes Redocly's linter without an error or a warning", async () => {
    expect(await redocly(text)).toEqual([]);
  });

  it("passes Spectral without an error, a warning or a hint", async () => {
    expect(await spectral(text)).toEqual([]);
  });
});

describe("the linters", () => {
  it("see what is wrong", async () => {
    const noLicence = broken(({ info }) => delete info.license);
    expect(await redocly(noLicence)).toEqual(["info-license at #/info"]);
    const tiny = broken((document) => {
      document.paths = { "/api/v1/health": document.paths["/api/v1/health"] };
      delete document.info.contact;
    });
    expect(await spectral(tiny)).toContain("info-contact at info");
  });
});
