import { hasCustomers } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { isPublicSite } from "@/lib/core/network-address";
import type { OutsideRecipient } from "@/lib/core/outside-recipients";
import { transaction, type Tx } from "@/lib/db";
import { usedRecipients } from "../recipients";

/** Somebody whom the settings name and who must not be used yet, and why. */
export interface Unadmitted extends OutsideRecipient {
  why: "new" | "announced" | "withdrawn" | "ended";
  /** Of an announcement: when it holds; of an end: since when. */
  at: Date | null;
}

/** The installation itself: written down with the first look. */
const OWN = "own";

/**
 * For each start of a portal that others can reach: who of those whom its settings name must not be used, for customers were
 * not told of them thirty days ago. Whoever is in use at the first look, or before there are customers, is known from then
 * on, unless it is announced for a later day. Engines are held back otherwise. Safe to run again, or twice at once.
 */
export async function admitRecipients(): Promise<Unadmitted[]> {
  if (!isPublicSite(env().publicUrl)) return [];
  return transaction(undefined, async (tx) => {
    await lockRecipients(tx);
    const used = usedRecipients();
    const untold = !(await hasCustomers(tx));
    if (untold || !(await isKnown(tx, OWN))) {
      const coming = untold
        ? []
        : await judge(tx, used).then((all) => all.filter((one) => one.why !== "new"));
      const names = used.map(({ name }) => name).filter((name) => coming.every((one) => one.name !== name));
      await keepKnown(tx, [OWN, ...names]);
    }
    if (untold) return [];
    const refused = await judge(tx, used);
    // Whose day has come stays known, also where the announcement is of long ago.
    await keepKnown(
      tx,
      used.map(({ name }) => name).filter((name) => refused.every((one) => one.name !== name)),
    );
    return refused;
  });
}

/** The same, where something is only looked at, or done without a start: nothing is written down. */
export async function findUnadmitted(): Promise<Unadmitted[]> {
  if (!isPublicSite(env().publicUrl)) return [];
  return transaction(undefined, async (tx) =>
    (await hasCustomers(tx)) && (await isKnown(tx, OWN)) ? judge(tx, usedRecipients()) : [],
  );
}

/** Of two processes that start or announce at once the second sees what the first wrote. */
export const lockRecipients = (tx: Tx) =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('known-recipients'))`;

type Judged<One> = One & Pick<Unadmitted, "why" | "at">;

/** Those that must not be used now. */
export async function judge<One extends { name: string }>(tx: Tx, recipients: One[]): Promise<Judged<One>[]> {
  const names = recipients.map(({ name }) => name);
  const known = new Set(
    (await tx.knownRecipient.findMany({ where: { name: { in: names } } })).map(({ name }) => name),
  );
  const changes = await tx.processorChange.findMany({
    where: { processor: { in: names }, kind: { in: ["added", "ended"] }, announcedAt: { not: null } },
    orderBy: { effectiveAt: "desc" },
  });
  const now = clock.now();
  return recipients.flatMap((one): Judged<One>[] => {
    const own = changes.filter(({ processor }) => processor === one.name);
    const standing = own.filter(({ withdrawnAt }) => !withdrawnAt);
    const inForce = standing.find(({ effectiveAt }) => effectiveAt! <= now);
    if (inForce ? inForce.kind === "added" : known.has(one.name)) return [];
    const coming = standing.find(({ kind, effectiveAt }) => kind === "added" && effectiveAt! > now);
    if (coming) return [{ ...one, why: "announced", at: coming.effectiveAt }];
    if (inForce) return [{ ...one, why: "ended", at: inForce.effectiveAt }];
    return [{ ...one, why: own.length > 0 ? "withdrawn" : "new", at: null }];
  });
}

const isKnown = async (tx: Tx, name: string): Promise<boolean> =>
  (await tx.knownRecipient.count({ where: { name } })) > 0;

const keepKnown = (tx: Tx, names: string[]) =>
  tx.knownRecipient.createMany({
    data: names.map((name) => ({ name, knownAt: clock.now() })),
    skipDuplicates: true,
  });
