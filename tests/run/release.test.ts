import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { asvsChecklist } from "@/lib/run/release/asvs-checklist";
import { billOfMaterials, type LockFile } from "@/lib/run/release/bill-of-materials";
import { readScans } from "@/lib/run/release/read-scans";
import { readFindings, requireReleasable } from "@/lib/run/release/security-findings.mjs";
import { root } from "../support/source-files";

const lock = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8")) as LockFile;

describe("row 32: a release", () => {
  const due = (change: object): string => {
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), "printpal-findings-")), "findings.json");
    const one = { id: "SF-9", title: "Anybody signs in", severity: "critical", due_on: "2027-01-31" };
    writeFileSync(file, JSON.stringify([{ ...one, closed_on: null, ...change }]));
    return file;
  };
  const morrow = new Date("2027-02-01T00:00:00Z");

  it("is not made while a critical finding is open past its day", () => {
    expect(() => requireReleasable(due({}), morrow)).toThrow(/SF-9, due on 2027-01-31: Anybody signs in/);
    // The last day is still a day to close it on.
    expect(() => requireReleasable(due({}), new Date("2027-01-31T23:59:59Z"))).not.toThrow();
    expect(() => requireReleasable(due({ closed_on: "2027-01-30" }), morrow)).not.toThrow();
    expect(() => requireReleasable(due({ severity: "high" }), morrow)).not.toThrow();
    const builder = readFileSync(path.join(root, "lib/run/prepare.mjs"), "utf8");
    expect(builder).toMatch(
      /writeMaterials\(\);\s+requireReleasable\(\);\s+return runNode\("node_modules\/next/,
    );
  });

  it("has a register of findings: each with a day, and closed only with evidence", () => {
    const findings = readFindings();
    expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
    for (const { id, severity, found_on, due_on, closed_on, evidence } of findings) {
      expect([id, ["critical", "high", "medium", "low"].includes(severity)]).toEqual([id, true]);
      expect([id, found_on <= due_on]).toEqual([id, true]);
      expect([id, closed_on === null || existsSync(path.join(root, evidence ?? "none"))]).toEqual([id, true]);
    }
  });

  it("row 32: keeps what programs of others found, with day, version and commit, and each finding in the register", () => {
    const scans = readScans();
    const tools = ["nmap", "slowhttptest", "sqlmap", "sslscan", "testssl", "wapiti"];
    expect([...new Set(scans.map(({ tool }) => tool))].sort()).toEqual(tools);
    const findings = readFindings();
    for (const { on, commit, tool, version, attacked, found } of scans) {
      expect([tool, attacked.length > 5, version]).toEqual([tool, true, expect.stringMatching(/^\d+\.\d+/)]);
      expect([on, commit]).toEqual([
        expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
        expect.stringMatching(/^[0-9a-f]{12}$/),
      ]);
      // By whom it was found; a finding that was mended is found no more.
      const known = findings.filter(({ source }) => source === `${tool} ${version}`).length;
      expect([tool, attacked, found.length === 0 || known > 0]).toEqual([tool, attacked, true]);
    }
  });

  it("has a checklist of ASVS 5 whose evidence exists, and which says what is missing", () => {
    const wanted = [5, 4, 7, 4, 4, 8, 6, 4, 2, 0, 7, 3, 4, 3, 4, 5, 0];
    const sections = wanted.flatMap((count, n) =>
      count ? Array.from({ length: count }, (_, at) => `${n + 1}.${at + 1}`) : [String(n + 1)],
    );
    expect(asvsChecklist.map(({ section }) => section)).toEqual(sections);
    for (const { section, state, evidence, note } of asvsChecklist) {
      expect([section, evidence.filter((file) => !existsSync(path.join(root, file)))]).toEqual([section, []]);
      expect([section, state === "met" ? evidence.length > 0 : !!note]).toEqual([section, true]);
    }
  });

  it("names all that it is made of: each package once, with version, licence and digest", () => {
    const { components, serialNumber } = billOfMaterials(lock);
    const next = components.find(({ name }) => name === "next");
    expect(next).toMatchObject({
      purl: `pkg:npm/next@${lock.packages["node_modules/next"].version}`,
      licenses: [{ license: { id: "MIT" } }],
      hashes: [{ alg: "SHA-512", content: expect.stringMatching(/^[0-9a-f]{128}$/) }],
    });
    const refs = components.map((one) => one["bom-ref"]);
    expect(new Set(refs).size).toBe(refs.length);
    const runs = Object.entries(lock.packages).filter(
      ([place, { dev, devOptional }]) => place !== "" && !dev && !devOptional,
    );
    const names = new Set(components.map(({ name }) => name));
    const missing = runs.filter(([place]) => !names.has(place.split("node_modules/").at(-1)!));
    expect(missing).toEqual([]);
    expect(components.some(({ name }) => name === "vitest")).toBe(false);
    expect(billOfMaterials(lock, { withTools: true }).components.some(({ name }) => name === "vitest")).toBe(
      true,
    );
    expect(billOfMaterials(lock).serialNumber).toBe(serialNumber);
    expect(serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
