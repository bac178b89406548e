import {
  dataCategories,
  legalBases,
  type CollectedTable,
  type PersonalTable,
} from "@/lib/core/personal-data";
import { env } from "@/lib/core/env";
import { listProcessors } from "../list-processors";
import type { Conductor } from "./conductor";

/** What article 15(1) of the GDPR wants told along with the data. */
export function aboutTheData({ rooms, keptFor }: Conductor) {
  const tables = rooms.flatMap((room) => room.tables).filter(({ subject }) => subject !== "nobody");
  return {
    controller: env().publicUrl,
    tables: tables.map((table) => describe(table, keptFor)),
    recipients: listProcessors().data.map(({ name, purpose, country, data_categories: categories }) => ({
      name,
      purpose,
      country,
      categories,
    })),
    sources:
      "All of it comes from you, from the people of your organizations, or from your use of the service.",
    automated_decisions: "None is made about you that has legal or similar effects.",
    rights: [
      "You may have it corrected, erased or restricted, and object to its use, in the privacy centre of the portal.",
      "You may complain to the data-protection authority where you live.",
    ],
  };
}

function describe(table: PersonalTable, keptFor: Conductor["keptFor"]) {
  const { withheld = {}, untraceable } = table;
  return {
    table: table.table,
    what: table.what,
    purpose: table.purpose,
    ground: legalBases[table.basis],
    categories: Object.keys(table.columns).map((name) => dataCategories[name as keyof typeof dataCategories]),
    kept: keptFor(table.retention),
    recipients: recipientsOf(table.table),
    not_in_this_export: [
      ...Object.entries(withheld).map(([column, why]) => ({ column, why })),
      ...(untraceable ? [{ column: "all", why: untraceable }] : []),
    ],
  };
}

/** Which tables hold what an outside party is sent; whoever is not named here makes models. */
const reached: Record<string, readonly string[]> = {
  mail: ["users", "invitations", "pending_sign_ups", "email_changes"],
  stripe: ["users", "billing_accounts", "billing_checkouts", "billing_payments", "billing_refunds"],
  uploadthing: ["generations"],
};

/** By name, who may have received something of a table; nobody else has. */
const recipientsOf = (table: string): string[] =>
  listProcessors()
    .data.map(({ name }) => name)
    .filter((name) => (reached[name.split(":")[0]] ?? ["generations", "generation_files"]).includes(table));

const MAX_ROWS = 200;

/** A page to read without any program but a browser: it asks for nothing from anywhere. */
export function writeIndex(tables: readonly CollectedTable[], conductor: Conductor): string {
  const about = aboutTheData(conductor);
  const facts = about.tables.map(
    ({ what, purpose, ground, kept, recipients: others }) =>
      `<tr>${[what, purpose, ground, kept, others.join(", ") || "Nobody"].map((cell) => `<td>${escape(cell)}</td>`).join("")}</tr>`,
  );
  const recipients = about.recipients.map(
    ({ name, purpose, country }) =>
      `<li>${escape(name)}${country ? ` (${escape(country)})` : ""}: ${escape(purpose)}</li>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Your data</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; display: block; overflow-x: auto; font-size: 0.875rem; }
td, th { border: 1px solid #ccc; padding: 0.25rem 0.5rem; text-align: left; vertical-align: top; max-width: 30rem; }
</style>
<h1>Your data</h1>
<p>All that ${escape(about.controller)} keeps of you. Each table below is also in the folder <code>data</code>, as JSON for
programs and as CSV for spreadsheets; files that you sent and models that were made lie in folders of their own, here or in
the further ZIPs of this export. <code>manifest.json</code> lists every file with its SHA-256.</p>
${tables.map(writeTable).join("\n")}
<h2>What for, on what ground, and how long</h2>
<table><tr><th>What</th><th>What for</th><th>Ground</th><th>Kept</th><th>Who else received it</th></tr>${facts.join("")}</table>
<h2>Who else receives it</h2>
<ul>${recipients.join("") || "<li>Nobody outside this installation</li>"}</ul>
<p>${escape(about.sources)} ${escape(about.automated_decisions)}</p>
<ul>${about.rights.map((right) => `<li>${escape(right)}</li>`).join("")}</ul>
</html>
`;
}

function writeTable({ table, what, columns, rows }: CollectedTable): string {
  const heading = `<h2>${escape(what)}</h2>`;
  if (rows.length === 0) return `${heading}\n<p>Nothing.</p>`;
  const line = (cells: readonly string[], tag: "td" | "th") =>
    `<tr>${cells.map((cell) => `<${tag}>${escape(cell)}</${tag}>`).join("")}</tr>`;
  const shown = rows.slice(0, MAX_ROWS).map((row) =>
    line(
      columns.map((column) => toText(row[column])),
      "td",
    ),
  );
  const rest =
    rows.length > MAX_ROWS ? `<p>${rows.length - MAX_ROWS} more stand in data/${table}.csv.</p>` : "";
  return `${heading}\n<table>${line(columns, "th")}${shown.join("")}</table>${rest}`;
}

function toText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? JSON.stringify(value) : String(value as string | number | boolean);
}

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
