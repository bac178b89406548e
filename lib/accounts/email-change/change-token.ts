import { mac } from "@/lib/email";

/** Who is asked: the address until now, and the one that is wanted. */
export const sides = ["old", "new"] as const;
export type Side = (typeof sides)[number];

/**
 * The secret in the mail to one side. Made of what is kept under a key of the installation's, so that no job ever holds one
 * and a mail that is sent again holds the same; what is kept is a digest.
 */
export const tokenOf = (id: string, side: Side): string => mac("email_change", `${id}\n${side}`);
