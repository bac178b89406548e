import type { RetentionRule } from "@/lib/core/retention";
import { rowRule } from "@/lib/db";

const SESSION_DAYS = 30;
/** As long as somebody may find out late that an account was taken from them, or be asked at an old address. */
const FORMER_ADDRESS_DAYS = 365;
const ATTEMPT_HOURS = 48;

export const accountRetention: readonly RetentionRule[] = [
  rowRule({
    id: "password_links",
    what: "Digests of links by mail that set a new password",
    keptHours: () => 1,
    countedFrom: "The mail",
    removes: "The digest; the link opens nothing any more",
    table: "password_resets",
    due: "expires_at <= $1::timestamptz",
    user: "user_id",
  }),
  rowRule({
    id: "email_changes",
    what: "Addresses that people want to sign in with and have not confirmed",
    keptHours: () => 24,
    countedFrom: "The wish",
    removes: "The wish; its links open nothing any more",
    table: "email_changes",
    due: "expires_at <= $1::timestamptz",
    user: "user_id",
  }),
  rowRule({
    id: "former_addresses",
    what: "Addresses that people signed in with before",
    keptHours: () => FORMER_ADDRESS_DAYS * 24,
    countedFrom: "The change",
    removes: "The former address",
    table: "former_addresses",
    due: `changed_at < $1::timestamptz - interval '${FORMER_ADDRESS_DAYS} days'`,
    user: "user_id",
  }),
  rowRule({
    id: "pending_sign_ups",
    what: "Names and addresses of people who signed up and did not answer the mail",
    keptHours: () => 24,
    countedFrom: "The sign-up",
    removes: "All of it",
    table: "pending_sign_ups",
    due: "expires_at <= $1::timestamptz",
  }),
  rowRule({
    id: "invitations",
    what: "Addresses that were asked to join an organization and did not answer",
    keptHours: () => 7 * 24,
    countedFrom: "The invitation",
    removes: "The invitation; its link opens nothing any more",
    table: "invitations",
    due: "expires_at <= $1::timestamptz",
  }),
  rowRule({
    id: "sessions",
    what: "Browsers that were signed in",
    keptHours: () => SESSION_DAYS * 24,
    countedFrom: "The session's end",
    removes: "The session",
    table: "sessions",
    due: `least(coalesce(revoked_at, expires_at), expires_at) < $1::timestamptz - interval '${SESSION_DAYS} days'`,
    user: "user_id",
  }),
  rowRule({
    id: "sign_in_attempts",
    what: "Failed sign-ins in a row, by a hash of the address tried",
    keptHours: () => ATTEMPT_HOURS,
    countedFrom: "The last failure",
    removes: "The count",
    table: "sign_in_throttles",
    due: `updated_at < $1::timestamptz - interval '${ATTEMPT_HOURS} hours' AND blocked_until < $1::timestamptz`,
  }),
  rowRule({
    id: "passkey_challenges",
    what: "Digests of what devices were asked to sign and did not",
    keptHours: () => 1,
    countedFrom: "The question",
    removes: "The digest; an answer to it is refused after five minutes already",
    table: "passkey_challenges",
    due: "expires_at <= $1::timestamptz",
  }),
];
