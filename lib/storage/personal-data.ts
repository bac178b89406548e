import { personalRoom } from "@/lib/db";
import { objectStore } from "./object-store";
import { forgetOrganizationKeys } from "./organization-key";

/** Whose objects lie under the installation's own name: none of any person. */
export const storageData = personalRoom({
  room: "storage",
  tables: [
    {
      table: "organization_keys",
      what: "The keys that everything of an organization, or of a person, is sealed with",
      subject: "account_holder",
      purpose: "To keep what is stored unreadable to others",
      basis: "contract",
      retention: "accounts",
      find: { organization: "organization_id", user: "organization_id" },
      shared: "delete",
      erase: { does: "delete" },
      columns: { identity: ["organization_id"], credential: ["wrapped_key"], usage: ["created_at"] },
      withheld: { wrapped_key: "It opens everything else" },
    },
  ],
  objects: [
    {
      prefix: "probe",
      what: "A few random bytes, for a moment",
      subject: "nobody",
      purpose: "To see whether storage works",
      basis: "none",
      retention: "probes",
      erase: { does: "delete" },
    },
  ],
  // First every file, whoever stored it; then the key, without which a copy in a backup cannot be read either.
  before: async ({ organizationIds }, signal) => {
    for (const organizationId of organizationIds) {
      signal.throwIfAborted();
      await objectStore().removeAll(organizationId);
    }
    forgetOrganizationKeys();
  },
});
