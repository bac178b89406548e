/**
 * The register of what security assessments found, the operator's and others'. What is critical and open past its day
 * stops a build: no such release is made. Plain JavaScript, since it is read before anything is built.
 */
import { readFileSync } from "node:fs";
import path from "node:path";

/** From the folder of the sources, where every command runs. */
const findingsFile = path.resolve("lib/run/release/findings.json");

/**
 * @typedef {{ id: string, title: string, severity: "critical" | "high" | "medium" | "low", source: string,
 *   found_on: string, due_on: string, closed_on: string | null, evidence: string | null }} Finding
 */

/** @returns {Finding[]} */
export const readFindings = (file = findingsFile) => JSON.parse(readFileSync(file, "utf8"));

/** Open past the last day that it was to be closed on. @param {Finding[]} findings */
export const overdueFindings = (findings, now = new Date()) =>
  findings.filter(({ closed_on, due_on }) => !closed_on && due_on < now.toISOString().slice(0, 10));

/** Throws where no release may be made. */
export function requireReleasable(file = findingsFile, now = new Date()) {
  const blocking = overdueFindings(readFindings(file), now).filter(({ severity }) => severity === "critical");
  if (blocking.length === 0) return;
  const lines = blocking.map(({ id, due_on, title }) => `  ${id}, due on ${due_on}: ${title}`);
  const error = new Error(
    `No release is made while a critical finding is open past its day. Close it with evidence in ${path.relative(".", file)}:\n${lines.join("\n")}`,
  );
  throw Object.assign(error, { expected: true });
}
