import { contract } from "@/lib/core/contract";
import { ListRequests, RequestPage, SummarizeUsage, UsageSummary } from "./schema";

export const usageContracts = {
  summary: contract({
    id: "usage.summary",
    method: "GET",
    path: "/api/v1/usage",
    summary: "Sum up calls and credits by day, key or status",
    access: "read",
    counted: true,
    query: SummarizeUsage,
    output: UsageSummary,
    status: 200,
    errors: ["invalid_request"],
  }),
  requests: contract({
    id: "usage.requests",
    method: "GET",
    path: "/api/v1/usage/requests",
    summary: "List the latest calls, newest first",
    access: "read",
    counted: true,
    query: ListRequests,
    output: RequestPage,
    status: 200,
    errors: ["invalid_request"],
  }),
};
