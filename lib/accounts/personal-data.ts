import type { PersonalTable } from "@/lib/core/personal-data";
import { db, personalRoom } from "@/lib/db";
import { clearFailures } from "./throttle-sign-in";

const account = {
  subject: "account_holder",
  purpose: "To let people sign in and work together",
  basis: "contract",
  retention: "accounts",
  erase: { does: "delete" },
} as const;

const tables: PersonalTable[] = [
  {
    ...account,
    table: "organizations",
    what: "Organizations: their names and rules",
    find: { organization: "id" },
    columns: {
      identity: ["id", "suspended_by"],
      contact: ["name"],
      settings: ["processing_floor", "monthly_credit_cap", "second_factor_demanded"],
      financial: ["plan", "keep_models_days", "generations_at_once", "most_members"],
      decision: ["training_consent", "restricted_at", "frozen_at", "suspension_reason", "review_statement"],
      usage: ["suspended_at", "review_asked_at", "closed_at", "created_at"],
    },
    withheld: { suspended_by: "It names one of the staff, not whom the organization is of" },
  },
  {
    ...account,
    table: "projects",
    what: "Projects: their names and rules",
    find: { organization: "organization_id" },
    columns: {
      identity: ["id", "organization_id"],
      contact: ["name"],
      settings: ["rules"],
      decision: ["training_consent"],
      usage: ["created_at", "archived_at"],
    },
  },
  {
    ...account,
    table: "users",
    what: "People: name, address, and a hash of the password",
    find: { user: "id" },
    columns: {
      identity: ["id", "number", "email_hash"],
      contact: ["email", "name"],
      credential: ["password_hash"],
      settings: ["staff_role", "generation_mails", "generation_mails_keys"],
      decision: ["restricted_at", "frozen_at", "objections"],
      usage: ["closed_at", "created_at", "generation_mailed_at"],
    },
    withheld: {
      password_hash: "It checks a secret; nobody can read the password from it",
      email_hash: "It stands for the address, which is in here",
    },
  },
  {
    ...account,
    table: "memberships",
    what: "Who belongs to which organization, as what",
    find: { organization: "organization_id", user: "user_id" },
    shared: "delete",
    columns: {
      identity: ["id", "organization_id", "user_id"],
      settings: ["role", "monthly_credit_cap"],
      usage: ["created_at"],
    },
  },
  {
    ...account,
    table: "invitations",
    what: "Addresses of people who were asked to join an organization and have not answered",
    purpose: "To let an organization's people in, and nobody else",
    retention: "invitations",
    find: { organization: "organization_id", user: "invited_by" },
    shared: "delete",
    columns: {
      identity: ["id", "organization_id", "invited_by", "email_hash"],
      contact: ["email"],
      settings: ["role"],
      credential: ["token_hash"],
      usage: ["created_at", "expires_at"],
    },
    withheld: {
      token_hash: "It checks a secret; nobody can read the link from it",
      email_hash: "It stands for the address, which is in here",
    },
  },
  {
    ...account,
    table: "sessions",
    what: "Browsers that were signed in, by family and by who provides the connection",
    purpose: "To keep people signed in, and to show them where they are",
    retention: "sessions",
    find: { organization: "organization_id", user: "user_id" },
    shared: "delete",
    columns: {
      identity: ["id", "user_id", "organization_id"],
      technical: ["device", "network"],
      usage: [
        "created_at",
        "last_seen_at",
        "expires_at",
        "revoked_at",
        "proved_at",
        "passkey_proved_at",
        "by_passkey",
      ],
    },
  },
  {
    ...account,
    table: "second_factors",
    what: "What a person's authenticator shares with us, sealed",
    purpose: "To ask for a second factor at sign-in",
    find: { user: "user_id" },
    columns: {
      identity: ["user_id"],
      credential: ["sealed_secret", "last_step"],
      usage: ["confirmed_at", "created_at"],
    },
    withheld: { sealed_secret: "It opens the account", last_step: "It tells which code was used last" },
  },
  {
    ...account,
    table: "passkeys",
    what: "Keys of a person's devices that sign them in: the public halves, and how the person calls them",
    purpose: "To let people sign in without a password",
    find: { user: "user_id" },
    columns: {
      identity: ["id", "user_id"],
      credential: ["credential_id", "public_key", "counter"],
      technical: ["transports"],
      settings: ["name"],
      usage: ["created_at", "last_used_at"],
    },
    withheld: {
      public_key: "It checks signatures; nobody can sign with it",
      counter: "It tells a copied device from the right one",
    },
  },
  {
    ...account,
    table: "passkey_challenges",
    what: "Digests of what devices are asked to sign",
    purpose: "To take each answer of a device once",
    retention: "passkey_challenges",
    untraceable: "A digest of random bytes; whoever asks for one may be anybody",
    columns: { technical: ["challenge_hash"], usage: ["expires_at"] },
  },
  {
    ...account,
    table: "recovery_codes",
    what: "Digests of codes that stand in for the authenticator once",
    purpose: "To let people in who have lost their authenticator",
    find: { user: "user_id" },
    columns: { identity: ["user_id"], credential: ["code_hash"], usage: ["created_at"] },
    withheld: { code_hash: "It checks a secret; nobody can read the code from it" },
  },
  {
    ...account,
    table: "password_resets",
    what: "Digests of links by mail that set a new password",
    purpose: "To let people in who have forgotten their password",
    retention: "password_links",
    find: { user: "user_id" },
    columns: { identity: ["user_id"], credential: ["token_hash"], usage: ["created_at", "expires_at"] },
    withheld: { token_hash: "It checks a secret; nobody can read the link from it" },
  },
  {
    ...account,
    table: "email_changes",
    what: "Addresses that people want to sign in with and have not confirmed, with digests of the links by mail",
    purpose: "To change an address only where both its owners agree",
    retention: "email_changes",
    find: { user: "user_id" },
    columns: {
      identity: ["id", "user_id", "session_id"],
      contact: ["new_email"],
      credential: ["old_token_hash", "new_token_hash"],
      usage: ["old_confirmed_at", "new_confirmed_at", "created_at", "expires_at"],
    },
    withheld: {
      old_token_hash: "It checks a secret; nobody can read the link from it",
      new_token_hash: "It checks a secret; nobody can read the link from it",
    },
  },
  {
    ...account,
    table: "former_addresses",
    what: "Addresses that people signed in with before",
    purpose:
      "To find out who was taken an account from, and to know people by an address that others still have",
    retention: "former_addresses",
    find: { user: "user_id" },
    columns: {
      identity: ["id", "user_id"],
      contact: ["from_email", "to_email"],
      usage: ["changed_at"],
    },
  },
  {
    ...account,
    table: "pending_sign_ups",
    what: "People who signed up and have not answered the mail yet",
    purpose: "To make accounts only for those whose address it is",
    retention: "pending_sign_ups",
    untraceable: "There is no person yet whose it could be; it goes within a day",
    columns: {
      identity: ["id", "email_hash"],
      contact: ["email", "name", "organization_name"],
      credential: ["password_hash", "token_hash"],
      decision: ["accepted"],
      usage: ["created_at", "expires_at"],
    },
  },
  {
    ...account,
    table: "processor_refusals",
    what: "Outside parties that may not be sent an organization's data",
    purpose: "To keep data from whom a customer does not want",
    find: { organization: "organization_id" },
    columns: {
      identity: ["change_id", "organization_id"],
      decision: ["processor", "from_at", "until_at"],
    },
  },
  {
    ...account,
    table: "sign_in_throttles",
    what: "Failed sign-ins in a row, by a hash of the address tried",
    purpose: "To slow down who guesses passwords",
    basis: "legitimate_interest",
    retention: "sign_in_attempts",
    untraceable: "Also addresses without an account are counted, so that nobody learns which have one",
    columns: { technical: ["address_hash", "failures", "blocked_until", "updated_at"] },
  },
];

/** The last to be asked: whoever comes before may still have to write to the person. */
export const accountsData = personalRoom({
  room: "accounts",
  tables,
  before: async ({ userId }) => {
    const user = await db().user.findUnique({ where: { id: userId }, select: { email: true } });
    if (user) await clearFailures(user.email);
  },
});
