import { contract } from "@/lib/core/contract";
import { EngineList, Health, OpenApiDocument, Pricing } from "./schema";

export const metaContracts = {
  health: contract({
    id: "meta.health",
    method: "GET",
    path: "/api/v1/health",
    summary: "Tell whether the service works",
    access: "public",
    output: Health,
    status: 200,
    errors: [],
  }),
  pricing: contract({
    id: "meta.pricing",
    method: "GET",
    path: "/api/v1/pricing",
    summary: "List qualities, prices, formats and limits",
    access: "public",
    output: Pricing,
    status: 200,
    errors: [],
  }),
  engines: contract({
    id: "meta.engines",
    method: "GET",
    path: "/api/v1/engines",
    summary: "List the engines",
    access: "public",
    output: EngineList,
    status: 200,
    errors: [],
  }),
  openapi: contract({
    id: "meta.openapi",
    method: "GET",
    path: "/api/v1/openapi.json",
    summary: "This interface as an OpenAPI 3.1 document",
    access: "public",
    output: OpenApiDocument,
    status: 200,
    errors: [],
  }),
};
