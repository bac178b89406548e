import { z } from "zod";
import { contract } from "@/lib/core/contract";
import type { ErrorCode } from "@/lib/core/errors";
import { UploadId } from "@/lib/uploads/schema";
import { Conversion, ConversionSettings, ListPrints, PrintCheck, PrintCheckSettings } from "./schema";

const MEGABYTE = 1024 * 1024;
/** A mesh may have 64 MB; the rest is for the settings and the parts' boundaries. */
const MAX_BYTES = 65 * MEGABYTE;

const byId = (prefix: "cnv" | "chk", what: string) =>
  z.object({
    id: z.string().regex(new RegExp(`^${prefix}_[0-9A-Za-z]{22}$`), `A ${what}'s id looks like ${prefix}_….`),
  });
const ByConversion = byId("cnv", "conversion");
const ByPrintCheck = byId("chk", "print check");

const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ object: z.literal("list"), data: z.array(item), has_more: z.boolean() });

const sentAhead = {
  upload_id: UploadId.optional().meta({
    description: "A mesh that was sent ahead, instead of the file itself",
  }),
};
export const CreateConversion = ConversionSettings.extend(sentAhead);
export type CreateConversion = z.infer<typeof CreateConversion>;
export const CreatePrintCheck = PrintCheckSettings.extend(sentAhead);
export type CreatePrintCheck = z.infer<typeof CreatePrintCheck>;

const upload = {
  accepts: ["multipart/form-data", "application/json"] as const,
  files: { mesh: 1 },
  filesInFormsOnly: true,
  maxBytes: MAX_BYTES,
};
const uploadErrors: ErrorCode[] = [
  "invalid_request",
  "bad_mesh",
  "malware_found",
  "unsupported_media_type",
  "storage_quota",
  "processing_restricted",
  "not_found",
  "conflict",
  "payload_too_large",
];

export const printContracts = {
  convert: contract({
    id: "conversions.create",
    method: "POST",
    path: "/api/v1/conversions",
    summary: "Turn a mesh into another format",
    access: "generate",
    counted: true,
    body: { schema: CreateConversion, ...upload },
    output: Conversion,
    status: 202,
    errors: uploadErrors,
  }),
  listConversions: contract({
    id: "conversions.list",
    method: "GET",
    path: "/api/v1/conversions",
    summary: "List conversions, newest first",
    access: "read",
    counted: true,
    query: ListPrints,
    output: pageOf(Conversion),
    status: 200,
    errors: ["invalid_request"],
  }),
  getConversion: contract({
    id: "conversions.get",
    method: "GET",
    path: "/api/v1/conversions/{id}",
    summary: "Read one conversion",
    access: "read",
    params: ByConversion,
    output: Conversion,
    status: 200,
    errors: ["not_found"],
  }),
  deleteConversion: contract({
    id: "conversions.delete",
    method: "DELETE",
    path: "/api/v1/conversions/{id}",
    summary: "Delete a conversion and its file; one that runs is stopped",
    access: "generate",
    counted: true,
    params: ByConversion,
    output: z.object({ id: z.string(), object: z.literal("conversion"), deleted: z.literal(true) }),
    status: 200,
    errors: ["not_found"],
  }),
  downloadConversion: contract({
    id: "conversions.download",
    method: "GET",
    path: "/api/v1/conversions/{id}/file",
    summary: "Download through a signed address, without a key",
    access: "signed",
    params: ByConversion,
    query: z.object({ expires: z.string(), signature: z.string() }),
    output: "bytes",
    status: 200,
    errors: ["link_expired", "not_found"],
  }),
  check: contract({
    id: "print-checks.create",
    method: "POST",
    path: "/api/v1/print-checks",
    summary: "Measure what a printer would meet in a mesh",
    access: "generate",
    counted: true,
    body: { schema: CreatePrintCheck, ...upload },
    output: PrintCheck,
    status: 202,
    errors: uploadErrors,
  }),
  listPrintChecks: contract({
    id: "print-checks.list",
    method: "GET",
    path: "/api/v1/print-checks",
    summary: "List print checks, newest first",
    access: "read",
    counted: true,
    query: ListPrints,
    output: pageOf(PrintCheck),
    status: 200,
    errors: ["invalid_request"],
  }),
  getPrintCheck: contract({
    id: "print-checks.get",
    method: "GET",
    path: "/api/v1/print-checks/{id}",
    summary: "Read one print check",
    access: "read",
    params: ByPrintCheck,
    output: PrintCheck,
    status: 200,
    errors: ["not_found"],
  }),
  deletePrintCheck: contract({
    id: "print-checks.delete",
    method: "DELETE",
    path: "/api/v1/print-checks/{id}",
    summary: "Delete a print check; one that runs is stopped",
    access: "generate",
    counted: true,
    params: ByPrintCheck,
    output: z.object({ id: z.string(), object: z.literal("print_check"), deleted: z.literal(true) }),
    status: 200,
    errors: ["not_found"],
  }),
};
