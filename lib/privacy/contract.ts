import { contract } from "@/lib/core/contract";
import { ProcessingWish } from "@/lib/generations/schema";
import { ProcessorRegister } from "./schema";

const SMALL = 16 * 1024;

export const privacyContracts = {
  processors: contract({
    id: "privacy.list_processors",
    method: "GET",
    path: "/api/v1/processors",
    summary: "List who processes what is sent",
    access: "public",
    output: ProcessorRegister,
    status: 200,
    errors: [],
  }),
  getPolicy: contract({
    id: "privacy.get_processing_policy",
    method: "GET",
    path: "/api/v1/processing-policy",
    summary: "Read the processing rules that hold for everything you send",
    access: "privacy",
    counted: true,
    output: ProcessingWish,
    status: 200,
    errors: [],
  }),
  setPolicy: contract({
    id: "privacy.set_processing_policy",
    method: "PUT",
    path: "/api/v1/processing-policy",
    summary: "Replace those rules, from the next submission on",
    access: "privacy",
    counted: true,
    body: { schema: ProcessingWish, accepts: ["application/json"], maxBytes: SMALL },
    output: ProcessingWish,
    status: 200,
    errors: ["invalid_request"],
  }),
};
