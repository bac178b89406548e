import { contract } from "@/lib/core/contract";
import { Balance, LedgerPage, ListLedger } from "./schema";

export const creditContracts = {
  balance: contract({
    id: "credits.balance",
    method: "GET",
    path: "/api/v1/credits",
    summary: "Read the balance",
    access: "read",
    counted: true,
    output: Balance,
    status: 200,
    errors: [],
  }),
  ledger: contract({
    id: "credits.ledger",
    method: "GET",
    path: "/api/v1/credits/ledger",
    summary: "List the movements of credits, newest first",
    access: "billing",
    counted: true,
    query: ListLedger,
    output: LedgerPage,
    status: 200,
    errors: ["invalid_request"],
  }),
};
