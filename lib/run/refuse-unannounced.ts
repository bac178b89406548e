import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { admitRecipients, findUnadmitted, type Unadmitted } from "@/lib/privacy";
import { NOTICE_DAYS } from "@/lib/privacy/schema";
import { ExpectedFailure } from "./expected-failure";

/**
 * For each start: throws {@link ExpectedFailure} where settings name an outside party that customers were not told of thirty
 * days ago. What runs already is left alone.
 */
export async function refuseUnannounced(): Promise<void> {
  refuse(await admitRecipients());
}

/** The same for what the operator does beside a running portal, with settings that may be newer than the portal's. */
export async function refuseUnannouncedAtCommand(): Promise<void> {
  refuse(await findUnadmitted());
}

function refuse(found: Unadmitted[]): void {
  if (found.length > 0) throw new ExpectedFailure(found.map(tellUnadmitted).join("\n\n"));
}

/** What happened and what to do. */
export function tellUnadmitted(one: Unadmitted): string {
  const { name, setting, who, why, at } = one;
  const party = `${setting} names ${name} (${who}), which would receive personal data of customers`;
  if (why === "announced")
    return `${party}. It is announced and may be used from ${at!.toISOString()} on, not before.
Until then start with ${setting} as it was, or without it.`;
  const reason = {
    new: "and they were never told of it",
    withdrawn: "and its announcement was withdrawn",
    ended: `and they were told that it ended on ${at?.toISOString()}`,
  }[why];
  const from = new Date(clock.now().getTime() + NOTICE_DAYS * 86_400_000).toISOString();
  return `${party}, ${reason}. Whoever is new is announced ${NOTICE_DAYS} days before.
Start with ${setting} as it was, or without it, and announce it now:
  npm run portal -- processors add ${name}${groundOptions(one)}
If you do so now, ${setting} may name it from ${from} on.`;
}

/** As it is said for the start that was refused: with the former settings its ground is gone. */
function groundOptions({ ground: name }: Unadmitted): string {
  const { transferGrounds, s3 } = env();
  const ground =
    transferGrounds[name] ?? (name === "bucket" && s3?.country ? { country: s3.country } : undefined);
  if (!ground) return "";
  const { country, transfer_mechanism: mechanism } = ground;
  return ` --country ${country}${mechanism ? ` --mechanism ${quoted(mechanism)}` : ""}`;
}

/** For a shell: nothing in it has a meaning. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
