import { z } from "zod";
import { contract } from "@/lib/core/contract";
import { UploadId } from "@/lib/uploads/schema";
import {
  Feedback,
  Generation,
  GenerationPage,
  GenerationSettings,
  ListGenerations,
  MeshFormat,
  PrintReport,
  Quote,
} from "./schema";

const MEGABYTE = 1024 * 1024;
const ById = z.object({
  id: z.string().regex(/^gen_[0-9A-Za-z]{22}$/, "A generation's id looks like gen_…."),
});

/** Two names for the same thing would leave their order open. */
export const uploadsOnce = {
  allows: (body: { upload_id?: string; upload_ids?: string[] }) => !(body.upload_id && body.upload_ids),
  refusal: { path: ["upload_id"], message: "Send either upload_id or upload_ids, not both." },
};

/** Settings as the API takes them: `format` is a synonym for a list of one. */
export const CreateGeneration = GenerationSettings.extend({
  format: MeshFormat.optional().meta({ description: "The same as formats with one entry" }),
  image_url: z
    .url({ protocol: /^https?$/, error: "Write an address that begins with https://." })
    .max(2000, "An address may have up to 2,000 characters.")
    .optional()
    .meta({ description: "Where the picture is fetched from, instead of the file itself" }),
  upload_id: UploadId.optional().meta({
    description: "A picture that was sent ahead, instead of the file itself",
  }),
  upload_ids: z
    .array(UploadId)
    .min(1)
    .max(6)
    .optional()
    .meta({ description: "Several views that were sent ahead, in the order of image" }),
  depth_map_upload_id: UploadId.optional().meta({
    description: "An upload of kind depth_map, instead of the file depth_map itself",
  }),
  normal_map_upload_id: UploadId.optional().meta({
    description: "An upload of kind normal_map, instead of the file normal_map itself",
  }),
})
  .refine(uploadsOnce.allows, uploadsOnce.refusal)
  .refine((body) => !(body.format && body.formats.length > 1), {
    path: ["format"],
    message: "Send either format or formats, not both.",
  })
  .meta({ example: { prompt: "a tall twisted vase", quality: "default", formats: ["stl"], size_mm: 80 } });
export type CreateGeneration = z.infer<typeof CreateGeneration>;

/** A generation's files by name: a format, or one of the pictures that belong to it. */
export const DownloadName = z
  .union([MeshFormat, z.enum(["preview", "thumbnail", "input", "depth_map", "normal_map"])])
  .meta({ description: "A format, or one of the pictures that belong to the generation", example: "stl" });
export type DownloadName = z.infer<typeof DownloadName>;

/** What a request brings, whether it is made or only priced. */
const submission = {
  schema: CreateGeneration,
  accepts: ["multipart/form-data", "application/json"],
  files: { image: 6, depth_map: 1, normal_map: 1 },
  maxBytes: 21 * MEGABYTE,
} as const;

/** Why a request cannot be made, whoever pays for it. */
const refusals = [
  "invalid_request",
  "invalid_image",
  "address_refused",
  "image_not_fetched",
  "malware_found",
  "not_found",
  "conflict",
  "image_too_small",
  "image_too_large",
  "empty_subject",
  "prompt_not_understood",
  "unsupported_format",
  "unsupported_media_type",
  "price_above_limit",
  "no_eligible_processor",
  "processing_restricted",
  "key_cap_reached",
  "spending_cap_reached",
] as const;

export const generationContracts = {
  create: contract({
    id: "generations.create",
    method: "POST",
    path: "/api/v1/generations",
    summary: "Turn a picture or a prompt into a printable model",
    access: "generate",
    counted: true,
    body: submission,
    output: Generation,
    status: 202,
    errors: [...refusals, "insufficient_credits", "storage_quota", "payload_too_large"],
  }),
  quote: contract({
    id: "generations.quote",
    method: "POST",
    path: "/api/v1/generations/quote",
    summary: "Check a request and say what it would cost, without making it",
    access: "generate",
    counted: true,
    body: submission,
    output: Quote,
    status: 200,
    errors: [...refusals],
  }),
  list: contract({
    id: "generations.list",
    method: "GET",
    path: "/api/v1/generations",
    summary: "List generations, newest first",
    access: "read",
    counted: true,
    query: ListGenerations,
    output: GenerationPage,
    status: 200,
    errors: ["invalid_request"],
  }),
  get: contract({
    id: "generations.get",
    method: "GET",
    path: "/api/v1/generations/{id}",
    summary: "Read one generation",
    access: "read",
    params: ById,
    output: Generation,
    status: 200,
    errors: ["not_found", "gone"],
  }),
  delete: contract({
    id: "generations.delete",
    method: "DELETE",
    path: "/api/v1/generations/{id}",
    summary: "Delete a generation, its picture and its files",
    access: "generate",
    counted: true,
    params: ById,
    output: z.object({ id: z.string(), object: z.literal("generation"), deleted: z.literal(true) }),
    status: 200,
    errors: ["not_found", "gone"],
  }),
  cancel: contract({
    id: "generations.cancel",
    method: "POST",
    path: "/api/v1/generations/{id}/cancel",
    summary: "Stop a generation and return its credits",
    access: "generate",
    counted: true,
    params: ById,
    output: Generation,
    status: 200,
    errors: ["not_found", "gone", "already_finished"],
  }),
  report: contract({
    id: "generations.report",
    method: "GET",
    path: "/api/v1/generations/{id}/report",
    summary: "Read the print report of a completed generation",
    access: "read",
    params: ById,
    output: PrintReport,
    status: 200,
    errors: ["not_found", "gone", "download_not_ready"],
  }),
  feedback: contract({
    id: "generations.feedback",
    method: "POST",
    path: "/api/v1/generations/{id}/feedback",
    summary: "Say whether the model is of use",
    access: "generate",
    counted: true,
    params: ById,
    body: { schema: Feedback, accepts: ["application/json"], maxBytes: 16 * 1024 },
    output: Feedback,
    status: 200,
    errors: ["invalid_request", "not_found", "gone", "conflict"],
  }),
  events: contract({
    id: "generations.events",
    method: "GET",
    path: "/api/v1/generations/{id}/events",
    summary: "Follow a generation as server-sent events, until it has finished",
    access: "read",
    params: ById,
    output: { events: Generation },
    status: 200,
    errors: ["not_found", "gone"],
  }),
  file: contract({
    id: "generations.file",
    method: "GET",
    path: "/api/v1/generations/{id}/files/{format}",
    summary: "Download the model with a key",
    access: "read",
    params: ById.extend({ format: MeshFormat }),
    output: "bytes",
    status: 200,
    errors: ["not_found", "gone", "download_not_ready"],
  }),
  download: contract({
    id: "generations.download",
    method: "GET",
    path: "/api/v1/downloads/{id}/{name}",
    summary: "Download through a signed address, without a key",
    access: "signed",
    params: ById.extend({ name: DownloadName }),
    query: z.object({ expires: z.string(), signature: z.string() }),
    output: "bytes",
    status: 200,
    errors: ["link_expired", "not_found", "gone"],
  }),
};
