/**
 * What every room says of the data it keeps: each column of each table and each kind of stored object, with what it is,
 * whose, what for and on what ground, how long it is kept, and what an export and an erasure do with it. A test holds
 * this against the database itself.
 */

export const dataCategories = {
  identity: "Identifiers of people, organizations, keys and things",
  contact: "Names and addresses",
  credential: "Hashes and sealed secrets that something is checked with",
  content: "Pictures, words, models, and what was measured of them",
  settings: "How something is to be done",
  usage: "What was done when, and how it ended",
  technical: "Devices, networks and the software's own bookkeeping",
  financial: "Credits and payments",
  decision: "Consents, objections and requests",
} as const;
export type DataCategory = keyof typeof dataCategories;

/** Whose data it is. */
export const subjectRoles = {
  account_holder: "People with an account",
  end_user: "People behind our customers",
  requester: "People who ask about their data",
  nobody: "Nobody: it says nothing of a person",
} as const;
export type SubjectRole = keyof typeof subjectRoles;

export const legalBases = {
  contract: "To carry out the contract (GDPR 6(1)(b))",
  legal_obligation: "A legal obligation (GDPR 6(1)(c))",
  legitimate_interest: "A legitimate interest: a safe and working service (GDPR 6(1)(f))",
  consent: "Consent (GDPR 6(1)(a))",
  processor: "On a customer's instructions (GDPR 28)",
  none: "Not personal",
} as const;
export type LegalBasis = keyof typeof legalBases;

interface Facts {
  /** In words for people. */
  what: string;
  subject: SubjectRole;
  purpose: string;
  basis: LegalBasis;
  /** The id of its line in the table of retention. */
  retention: string;
}

/** What becomes of rows when their person, or the organization that is theirs alone, is erased. */
export type EraseAction =
  | { does: "delete" }
  /** It stays for as long as the retention line says, without anything that names somebody. */
  | { does: "keep"; why: string };

export interface PersonalTable extends Facts {
  table: string;
  /** The columns that name a row, where its place does not: in a partitioned table each partition has its own first place. */
  key?: readonly string[];
  /** How the rows of an organization or a person are found; absent where they are nobody's. */
  find?: {
    organization?: string;
    user?: string;
    /** Rows that belong to rows of another table: this column holds that table's id. */
    within?: { table: string; column: string };
  };
  /** Why nobody's rows can be told from others', where they cannot and it still says something of people. */
  untraceable?: string;
  /** Of a row that a person made in an organization that stays: whether it loses their id, goes, or stays as it is. */
  shared?: "unlink" | "delete" | "keep";
  erase: EraseAction;
  /** Every column of the table, once, here or below. */
  columns: Partial<Record<DataCategory, readonly string[]>>;
  /**
   * Columns that hold what customers send of their own customers: kept and used on their instructions alone, and for nothing
   * of ours but what they agreed to. A test tells of code that reads one and is not known to carry out an instruction.
   */
  asProcessor?: readonly string[];
  /** Columns that no export shows, and why: what opens something, or is another's. */
  withheld?: Readonly<Record<string, string>>;
  /** Sealed columns that an export shows in the clear, under another name. */
  opened?: Readonly<Record<string, OpenedColumn>>;
}

export interface OpenedColumn {
  as: string;
  category: DataCategory;
  /** Given the row as the database holds it. */
  open: (row: Record<string, unknown>) => Promise<string | null>;
}

export interface PersonalObjects extends Facts {
  /** Of the ids in the objects' names, such as `gen`. */
  prefix: string;
  erase: EraseAction;
}

/** Whose data: a person, and the organizations that are theirs alone. */
export interface DataSubject {
  userId: string;
  organizationIds: readonly string[];
}

export interface CollectedTable {
  table: string;
  what: string;
  columns: readonly string[];
  rows: readonly Record<string, unknown>[];
}

export interface CollectedFile {
  /** Its place in the export, such as `generations/gen_…/model.stl`. */
  name: string;
  object: string;
}

/** A room's part in exports and erasures; the privacy room conducts. */
export interface PersonalRoom {
  room: string;
  tables: readonly PersonalTable[];
  objects: readonly PersonalObjects[];
  /** What is kept of somebody, table by table. */
  collect(subject: DataSubject): AsyncIterable<CollectedTable>;
  /** The files that belong to it. */
  collectFiles(subject: DataSubject): AsyncIterable<CollectedFile>;
  /**
   * Erases what its tables say is erased, and returns how many things went. May be killed anywhere and run again. Throws
   * {@link ErasureRefused} where somebody outside would not do their part yet.
   */
  erase(subject: DataSubject, signal: AbortSignal): Promise<number>;
}

/** Somebody outside, such as a provider, does not erase what it was sent; it is asked again later. */
export class ErasureRefused extends Error {
  override name = "ErasureRefused";
}
