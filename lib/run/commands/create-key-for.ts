import { createKey } from "@/lib/keys";
import type { Command } from "../command";
import { findOwner } from "./operator-context";

export const createKeyFor: Command = {
  summary: "Makes an API key for the organization that a person owns, and prints it this once.",
  options: {
    email: { type: "string", value: "ADDRESS", required: true, help: "the owner's address" },
    name: { type: "string", value: "NAME", help: "what to call the key" },
    test: { type: "boolean", help: "a test key: free, at reduced resolution" },
  },
  async run(values) {
    const { ctx } = await findOwner(String(values.email));
    const name = typeof values.name === "string" ? values.name : "From the operator";
    const { key, secret } = await createKey(ctx, { name, test: values.test === true });
    return { json: { api_key: secret, id: key.id, organization_id: ctx.organizationId }, text: secret };
  },
};
