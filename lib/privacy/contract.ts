import { z } from "zod";
import { contract } from "@/lib/core/contract";
import { ProcessingWish } from "@/lib/generations/schema";
import { ProcessingReceipt, ProcessorRegister, ReceiptKeys } from "./schema";

const SMALL = 16 * 1024;

const ByGeneration = z.object({
  id: z.string().regex(/^gen_[0-9A-Za-z]{22}$/, "A generation's id looks like gen_…."),
});

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
  receipt: contract({
    id: "generations.processing",
    method: "GET",
    path: "/api/v1/generations/{id}/processing",
    summary: "Read the signed receipt of what was done with a generation's data",
    access: "read",
    params: ByGeneration,
    output: ProcessingReceipt,
    status: 200,
    errors: ["not_found", "storage_unavailable"],
  }),
  receiptKeys: contract({
    id: "privacy.list_receipt_keys",
    method: "GET",
    path: "/api/v1/receipt-keys",
    summary: "List the public keys that receipts are verified with",
    access: "public",
    output: ReceiptKeys,
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
