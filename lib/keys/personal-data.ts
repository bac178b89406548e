import { personalRoom } from "@/lib/db";

const keys = {
  subject: "account_holder",
  purpose: "To know who calls the API, and what they may do",
  basis: "contract",
  retention: "keys",
  erase: { does: "delete" },
} as const;

export const keysData = personalRoom({
  room: "keys",
  tables: [
    {
      ...keys,
      table: "api_keys",
      what: "API keys: their names, bounds and times of use, and a hash of the key",
      find: { organization: "organization_id", user: "created_by_user_id" },
      shared: "unlink",
      columns: {
        identity: [
          "id",
          "organization_id",
          "created_by_user_id",
          "project_id",
          "name",
          "prefix",
          "last_four",
        ],
        credential: ["hash"],
        settings: [
          "test",
          "scopes",
          "allowed_addresses",
          "allowed_origins",
          "monthly_credit_cap",
          "expires_at",
          "overlap_ends_at",
        ],
        usage: ["created_at", "last_used_at", "revoked_at", "rotated_at", "exposed_at", "exposed_by"],
      },
      withheld: { hash: "It checks a secret; nobody can read the key from it" },
    },
    {
      ...keys,
      table: "key_attestations",
      what: "That an organization confirmed its duties towards its own end users",
      purpose: "To prove what was confirmed",
      basis: "legal_obligation",
      find: { organization: "organization_id" },
      shared: "keep",
      columns: {
        identity: ["id", "organization_id", "actor_kind", "actor_id"],
        decision: ["version", "sha256", "created_at"],
      },
    },
    {
      ...keys,
      table: "key_networks",
      what: "The networks that keys were used from",
      purpose: "To show where a key is used, and to tell of a use that may be a thief's",
      basis: "legitimate_interest",
      retention: "key_networks",
      find: { within: { table: "api_keys", column: "api_key_id" } },
      columns: {
        identity: ["api_key_id"],
        technical: ["asn", "country", "name", "address"],
        usage: ["first_used_at", "last_used_at"],
      },
    },
    {
      ...keys,
      table: "retired_secrets",
      what: "Former secrets of keys, hashed, for as long as they still work",
      find: { within: { table: "api_keys", column: "api_key_id" } },
      columns: { credential: ["hash"], identity: ["api_key_id"], settings: ["expires_at"] },
      withheld: { hash: "It checks a secret; nobody can read the key from it" },
    },
  ],
});
