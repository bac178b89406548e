import { readFile } from "node:fs/promises";
import { asvsChecklist } from "../release/asvs-checklist";
import { billOfMaterials, type LockFile } from "../release/bill-of-materials";
import { readScans } from "../release/read-scans";
import { overdueFindings, readFindings } from "../release/security-findings.mjs";
import type { Command } from "../command";

export const printChecklist: Command = {
  summary: "Prints how far each section of OWASP's ASVS 5.0 is kept, and the tests that show it.",
  standalone: true,
  run() {
    const lines = asvsChecklist.flatMap(({ section, title, state, evidence, note }) => [
      `${section.padEnd(5)} ${state.padEnd(7)} ${title}`,
      ...(note ? [`              ${note}`] : []),
      ...evidence.map((file) => `              ${file}`),
    ]);
    return Promise.resolve({ json: { sections: asvsChecklist }, text: lines.join("\n") });
  },
};

export const printFindings: Command = {
  summary: "Lists what security assessments found; exit code 1 where one is open past its day.",
  standalone: true,
  run() {
    const findings = readFindings();
    const overdue = overdueFindings(findings);
    const lines = findings.map(
      ({ id, severity, due_on, closed_on, title }) =>
        `${id}  ${severity}  ${closed_on ? `closed on ${closed_on}` : `due on ${due_on}`}  ${title}`,
    );
    return Promise.resolve({ json: { findings, overdue }, text: lines.join("\n"), ok: overdue.length === 0 });
  },
};

export const printScans: Command = {
  summary:
    "Prints what programs of others found when they last attacked a running portal, and in which commit.",
  standalone: true,
  run() {
    const scans = readScans();
    const lines = scans.flatMap(({ on, commit, tool, version, attacked, found }) => [
      `${on}  ${commit}  ${tool} ${version}: ${attacked}`,
      ...(found.length > 0 ? found : ["nothing"]).map((line) => `              ${line}`),
    ]);
    return Promise.resolve({ json: { scans }, text: lines.join("\n") });
  },
};

export const printMaterials: Command = {
  summary: "Prints all packages that the product is made of, as CycloneDX 1.6 (SBOM).",
  standalone: true,
  options: { tools: { type: "boolean", help: "those as well that only builds and tests need" } },
  async run({ tools }) {
    const lock = JSON.parse(await readFile("package-lock.json", "utf8")) as LockFile;
    const bill = billOfMaterials(lock, { withTools: tools === true });
    return { json: bill, text: JSON.stringify(bill, null, 2) };
  },
};
