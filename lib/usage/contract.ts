import { contract } from "@/lib/core/contract";
import { ListRequests, RequestPage, SummarizeUsage, UsageSummary } from "./schema";
import { requestTable, summaryTable } from "./table";

export const usageContracts = {
  summary: contract({
    id: "usage.summary",
    method: "GET",
    path: "/api/v1/usage",
    summary: "Sum up calls and credits by hour, day, key, project, engine, status or end user",
    access: "read",
    counted: true,
    query: SummarizeUsage,
    output: UsageSummary,
    csv: summaryTable,
    status: 200,
    errors: ["invalid_request"],
  }),
  requests: contract({
    id: "usage.requests",
    method: "GET",
    path: "/api/v1/usage/requests",
    summary: "List the calls of your keys, newest first",
    access: "read",
    counted: true,
    query: ListRequests,
    output: RequestPage,
    csv: requestTable,
    status: 200,
    errors: ["invalid_request"],
  }),
};
