import { createHash, timingSafeEqual } from "node:crypto";
import type { Prisma } from "@/lib/db";
import { keyedHash, openRecord, sealRecord } from "@/lib/storage";
import type { Law } from "../law-schema";
import type { Agent, OutsideKind } from "../outside-schema";

export type OutsideRow = Prisma.OutsideRequestModel;

/** Who asks, for whom and what. */
export interface OutsideDetail {
  /** Of the person whose data it is; of a report about a child: of whoever reports. */
  email: string;
  message?: string;
  agent?: Agent;
  /** How many people ask together. */
  householdSize?: number;
  /** It came to the mailbox, and not through the form. */
  byMail?: boolean;
  /** That they rely on. */
  law?: Law;
  /** Of a report: what the child signs in with. */
  account?: string;
  /** Of a report that was received: whose account it is, and whether the report stopped it. */
  userId?: string;
  stopped?: boolean;
}

export type OutsideRequestKind = OutsideKind | "child_report";

/** What nobody's organization has a key for is sealed with this installation's. */
const INSTALLATION = "installation";
const nameOf = (id: string) => ({ organizationId: INSTALLATION, name: `outside-request:${id}` });

export async function sealDetail(id: string, detail: OutsideDetail): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await sealRecord(nameOf(id), Buffer.from(JSON.stringify(detail))));
}

export async function openDetail({
  id,
  detailSealed,
}: Pick<OutsideRow, "id" | "detailSealed">): Promise<OutsideDetail | null> {
  if (!detailSealed) return null;
  return JSON.parse((await openRecord(nameOf(id), Buffer.from(detailSealed))).toString()) as OutsideDetail;
}

/** To whom the code goes: whoever writes must show that the address is theirs. */
export const writerOf = ({ email, agent }: OutsideDetail): string => agent?.email ?? email;

/** An address or a network, to count by and not to read. */
export const hashForCount = (what: "address" | "network", text: string): Promise<string> =>
  keyedHash(INSTALLATION, `outside-${what}`, text.toLowerCase());

/** Bound to the request: a code of one opens no other. */
export const hashSecret = (id: string, secret: string): string =>
  createHash("sha256").update(`${id}\n${secret}`).digest("hex");

export function sameHash(one: string | null, other: string): boolean {
  return one !== null && one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

/** Shows where a request stands, to whoever has it: it follows from the id, and needs no keeping. */
export const statusToken = async (id: string): Promise<string> =>
  `${id}.${(await keyedHash(INSTALLATION, "outside-status", id)).slice(0, 40)}`;

/** The request that a status token is for, or null for one that was not written here. */
export async function readStatusToken(token: string): Promise<string | null> {
  const id = token.split(".")[0];
  return /^osr_[0-9A-Za-z]{22}$/.test(id) && sameHash(await statusToken(id), token) ? id : null;
}
