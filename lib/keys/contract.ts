import { z } from "zod";
import { contract } from "@/lib/core/contract";
import { ApiKey, CreateKey, CreatedKey, KeyList, RenameKey } from "./schema";

const ById = z.object({ id: z.string().regex(/^key_[0-9A-Za-z]{22}$/, "A key's id looks like key_….") });
const SMALL = 16 * 1024;

export const keyContracts = {
  list: contract({
    id: "keys.list",
    method: "GET",
    path: "/api/v1/keys",
    summary: "List the keys that were not revoked, newest first",
    access: "keys",
    counted: true,
    output: KeyList,
    status: 200,
    errors: [],
  }),
  create: contract({
    id: "keys.create",
    method: "POST",
    path: "/api/v1/keys",
    summary: "Make a key; the answer shows it this once",
    access: "keys",
    counted: true,
    body: { schema: CreateKey, accepts: ["application/json"], maxBytes: SMALL },
    output: CreatedKey,
    showsSecret: true,
    status: 200,
    errors: ["invalid_request", "insufficient_scope", "forbidden", "conflict"],
  }),
  rename: contract({
    id: "keys.rename",
    method: "PATCH",
    path: "/api/v1/keys/{id}",
    summary: "Give a key another name",
    access: "keys",
    counted: true,
    params: ById,
    body: { schema: RenameKey, accepts: ["application/json"], maxBytes: SMALL },
    output: ApiKey,
    status: 200,
    errors: ["invalid_request", "not_found"],
  }),
  revoke: contract({
    id: "keys.revoke",
    method: "DELETE",
    path: "/api/v1/keys/{id}",
    summary: "End a key for good",
    access: "keys",
    counted: true,
    params: ById,
    output: ApiKey,
    status: 200,
    errors: ["not_found"],
  }),
};
