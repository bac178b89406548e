import { Prisma } from "../generated/client";
import { isEmpty, sealFields } from "./seal-fields";
import { sealedTables, type SealedTable } from "./sealed-columns";

/**
 * Prisma's extension that seals what is written into the columns of {@link sealedTables}. An update that writes one must
 * name the row, and whose it is, in its `where`. Throws for a search by such a column, and for a row that is written within
 * another table's: each is written by itself.
 */
export const sealWrites = Prisma.defineExtension({
  name: "seal-writes",
  query: {
    $allModels: {
      async $allOperations({ model, args, query }) {
        const given = args as Arguments;
        const entry = entries.get(model);
        refuseNested(model, given);
        refuseSearch(entry, given?.where);
        refuseSearch(entry, given?.orderBy);
        // The union of every table's arguments is more than the compiler follows.
        return (query as Run)(entry ? await sealArguments(entry, given) : given);
      },
    },
  },
});

const entries = new Map<string, SealedTable>(sealedTables.map((entry) => [entry.model, entry]));

type Run = (args: Arguments) => Promise<unknown>;

type Fields = Record<string, unknown>;

interface Arguments {
  data?: Fields | Fields[];
  create?: Fields;
  update?: Fields;
  where?: Fields;
  orderBy?: Fields | Fields[];
}

async function sealArguments(entry: SealedTable, args: Arguments): Promise<Arguments> {
  const { data, create, update, where } = args ?? {};
  if (!data && !create) return args;
  const told = (fields: Fields): Fields => ({ ...where, ...fields });
  return {
    ...args,
    ...(Array.isArray(data) && { data: await Promise.all(data.map((row) => sealFields(entry, row))) }),
    ...(data && !Array.isArray(data) && { data: await sealFields(entry, data, told(data)) }),
    ...(create && { create: await sealFields(entry, create) }),
    ...(update && { update: await sealFields(entry, update, { ...create, ...told(update) }) }),
  };
}

/** Of what is written so, nothing may be sealed. */
const MAY_BE_NESTED = new Set(["memberships", "files"]);

function refuseNested(model: string, { data, create, update }: Arguments = {}): void {
  for (const fields of [data, create, update].flat())
    for (const [field, value] of Object.entries(fields ?? {}))
      if (!MAY_BE_NESTED.has(field) && isNestedWrite(value) && !entries.get(model)?.columns.includes(field))
        throw new Error(`Write what ${model}.${field} points to by itself: only so is it sealed.`);
}

const isNestedWrite = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  ["create", "createMany", "connectOrCreate", "upsert"].some((wish) => wish in value);

/** What is asked of the same row, and of rows that belong to it. */
const ALIKE = new Set(["AND", "OR", "NOT", "is", "isNot", "some", "every", "none"]);

/** Fields that lead to a row of another table with sealed columns. */
const RELATED: Readonly<Record<string, string>> = {
  ...{ user: "User", organization: "Organization", generation: "Generation", apiKey: "ApiKey" },
  ...{ endpoint: "WebhookEndpoint", event: "Event", ticket: "SupportTicket", projects: "Project" },
};

/** Ciphertext matches nothing and has no order; only whether there is any can be asked. */
function refuseSearch(entry: SealedTable | undefined, condition: unknown): void {
  if (Array.isArray(condition)) return condition.forEach((each) => refuseSearch(entry, each));
  if (typeof condition !== "object" || condition === null) return;
  for (const [field, wish] of Object.entries(condition)) {
    const related = entries.get(RELATED[field]);
    if (ALIKE.has(field)) refuseSearch(entry, wish);
    else if (related) refuseSearch(related, wish);
    else if (entry?.columns.includes(field) && !asksForAny(wish))
      throw new Error(
        `${entry.model}.${field} is sealed: it cannot be searched or sorted by in the database.`,
      );
  }
}

/** What is empty is stored as it is. */
function asksForAny(wish: unknown): boolean {
  if (isEmpty(wish)) return true;
  if (typeof wish !== "object") return false;
  const { not, equals, isEmpty: emptiness } = wish as Record<string, unknown>;
  if (emptiness !== undefined) return true;
  return "not" in (wish as object) ? isEmpty(not) : "equals" in (wish as object) && isEmpty(equals);
}
