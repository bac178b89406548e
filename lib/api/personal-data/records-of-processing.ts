import { dataCategories, legalBases, subjectRoles } from "@/lib/core/personal-data";
import { env } from "@/lib/core/env";
import { listProcessors } from "@/lib/privacy";
import { keptFor } from "../retention/list-retention";
import { dataMapLines, storedObjects } from "./data-map";

/** One activity of processing, as article 30 of the GDPR wants it recorded. */
export interface ProcessingRecord {
  purpose: string;
  /** Article 30(1) for ourselves, 30(2) for what we do on a customer's instructions. */
  role: "controller" | "processor";
  subjects: string[];
  categories: string[];
  bases: string[];
  kept: string[];
  where: string[];
}

export interface RecordsOfProcessing {
  controller: string;
  records: ProcessingRecord[];
  recipients: { name: string; purpose: string; country: string | null; transfer: string | null }[];
  security: string[];
}

/** The records of processing, printed from the data map: every table and every kind of file that says anything of a person. */
export function recordsOfProcessing(): RecordsOfProcessing {
  const records = new Map<string, ProcessingRecord>();
  for (const each of [...dataMapLines(), ...storedObjects()]) {
    if (each.subject === "nobody") continue;
    const role = each.basis === "processor" ? "processor" : "controller";
    const record = records.get(`${role} ${each.purpose}`) ?? empty(each.purpose, role);
    records.set(`${role} ${each.purpose}`, record);
    add(record.subjects, subjectRoles[each.subject]);
    add(record.bases, legalBases[each.basis]);
    add(record.kept, `${each.what}: ${keptFor(each.retention)}`);
    add(
      record.where,
      "table" in each ? `${each.room}: ${each.table}` : `${each.room}: files ${each.prefix}_`,
    );
    for (const { category } of "columns" in each ? each.columns : [{ category: "content" }])
      add(record.categories, dataCategories[category as keyof typeof dataCategories]);
  }
  addInstructed(records);
  return {
    controller: env().publicUrl,
    records: [...records.values()],
    recipients: listProcessors().data.map(({ name, purpose, country, transfer_mechanism: transfer }) => ({
      name,
      purpose,
      country,
      transfer,
    })),
    security: [
      "Files and sealed columns: AES-256-GCM, a key for each object under its organization's, under the master key",
      "Passwords: scrypt; keys: SHA-256; sessions end when they are revoked",
      "Every act of the staff stands in the audit log",
    ],
  };
}

const INSTRUCTED = "To make, keep and hand out what customers send of their own customers";

/** Article 30(2): the columns of other tables that are a customer's to decide about. */
function addInstructed(records: Map<string, ProcessingRecord>): void {
  const record = empty(INSTRUCTED, "processor");
  for (const { room, table, what, basis, retention, columns, asProcessor = [] } of dataMapLines()) {
    if (asProcessor.length === 0 || basis === "processor") continue;
    add(record.kept, `${what}: ${keptFor(retention)}`);
    add(record.where, `${room}: ${table} (${asProcessor.join(", ")})`);
    for (const { name, category } of columns)
      if (asProcessor.includes(name))
        add(record.categories, dataCategories[category as keyof typeof dataCategories]);
  }
  add(record.subjects, subjectRoles.end_user);
  add(record.bases, legalBases.processor);
  records.set(INSTRUCTED, record);
}

/** The same as a document. */
export function recordsAsMarkdown({
  controller,
  records,
  recipients,
  security,
}: RecordsOfProcessing): string {
  const list = (items: string[]) => items.map((item) => `  - ${item}`).join("\n");
  const one = (record: ProcessingRecord) => `## ${record.purpose}

- As: ${record.role}
- Whose data:
${list(record.subjects)}
- Categories:
${list(record.categories)}
- Ground:
${list(record.bases)}
- Kept:
${list(record.kept)}
- Where:
${list(record.where)}
`;
  const outside = recipients.map(
    ({ name, purpose, country, transfer }) =>
      `- ${name} (${country ?? "country not stated"}): ${purpose}; transfer: ${transfer ?? "none stated"}`,
  );
  return `# Records of processing

Controller: ${controller}

${records.map(one).join("\n")}
## Recipients

${outside.length > 0 ? outside.join("\n") : "- Nobody outside this installation"}

## Security

${security.map((line) => `- ${line}`).join("\n")}
`;
}

const empty = (purpose: string, role: ProcessingRecord["role"]): ProcessingRecord => ({
  ...{ purpose, role },
  ...{ subjects: [], categories: [], bases: [], kept: [], where: [] },
});

function add(list: string[], item: string): void {
  if (!list.includes(item)) list.push(item);
}
