import { z } from "zod";
import { contract } from "@/lib/core/contract";
import { Health } from "../meta/schema";
import { Submit, Submitted, WireCredits, WireDownload, WirePricing, WireStatus, WireUsage } from "./schema";

const MEGABYTE = 1024 * 1024;
const ByUid = z.object({
  uid: z.string().regex(/^gen_[0-9A-Za-z]{22}$/, "A generation's uid looks like gen_…."),
});

/** The unversioned addresses of the published Python and JavaScript clients. New work belongs under /api/v1. */
export const wireContracts = {
  submit: contract({
    id: "client.generate",
    method: "POST",
    path: "/api/generate",
    summary: "Turn a picture or a prompt into a model, for the published clients",
    access: "generate",
    counted: true,
    body: {
      schema: Submit,
      accepts: ["multipart/form-data", "application/x-www-form-urlencoded"],
      files: { image: 1 },
      maxBytes: 21 * MEGABYTE,
    },
    output: Submitted,
    status: 202,
    errors: [
      "invalid_request",
      "invalid_image",
      "malware_found",
      "image_too_small",
      "image_too_large",
      "prompt_not_understood",
      "unsupported_format",
      "unsupported_media_type",
      "insufficient_credits",
      "key_cap_reached",
      "spending_cap_reached",
      "no_eligible_processor",
      "storage_quota",
      "payload_too_large",
    ],
  }),
  status: contract({
    id: "client.status",
    method: "GET",
    path: "/api/generate/{uid}/status",
    summary: "Read where a generation stands, for the published clients",
    access: "read",
    params: ByUid,
    output: WireStatus,
    status: 200,
    errors: ["not_found"],
  }),
  download: contract({
    id: "client.download",
    method: "GET",
    path: "/api/generate/{uid}/download",
    summary: "Get a signed address of the model, for the published clients",
    access: "read",
    params: ByUid,
    output: WireDownload,
    status: 200,
    errors: ["not_found", "gone", "download_not_ready"],
  }),
  credits: contract({
    id: "client.credits",
    method: "GET",
    path: "/api/credits",
    summary: "Read the balance, for the published clients",
    access: "read",
    counted: true,
    output: WireCredits,
    status: 200,
    errors: [],
  }),
  pricing: contract({
    id: "client.pricing",
    method: "GET",
    path: "/api/pricing",
    summary: "Read prices, formats and limits, for the published clients",
    access: "public",
    output: WirePricing,
    status: 200,
    errors: [],
  }),
  usage: contract({
    id: "client.usage",
    method: "GET",
    path: "/api/usage",
    summary: "Read what the key was used for, for the published clients",
    access: "read",
    counted: true,
    output: WireUsage,
    status: 200,
    errors: [],
  }),
  health: contract({
    id: "client.health",
    method: "GET",
    path: "/api/health",
    summary: "Tell whether the service works, for the published clients",
    access: "public",
    output: Health,
    status: 200,
    errors: [],
  }),
};
