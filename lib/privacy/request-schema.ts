import { z } from "zod";
import { EndUserId } from "@/lib/generations/schema";
import { Callback } from "@/lib/webhooks/schema";

/** Shapes of data-subject requests: pure zod, safe in a browser. */

export const requestTypes = ["access", "portability", "erasure", "restriction", "lift_restriction"] as const;

export const RequestType = z
  .enum(requestTypes)
  .meta({ description: "What the person behind your customer asked for", example: "erasure" });
export type RequestType = z.infer<typeof RequestType>;

export const RequestId = z
  .uuid({ version: "v4", error: "A request's id is a UUID of version 4." })
  .transform((id) => id.toLowerCase())
  .meta({
    description: "Your own id for the request, a UUID of version 4: sent again, it is still one request",
    example: "5f0c2f1e-9a43-4d0c-8a55-1c0f9d0e7b21",
  });

const MAX_UNDO_HOURS = 72;

export const CreateDataSubjectRequest = z
  .strictObject({
    subject_request_id: RequestId.optional(),
    type: RequestType,
    end_user_id: EndUserId,
    callback_url: z
      .url({ protocol: /^https?$/, error: "Write an address that begins with https://." })
      .max(2000, "An address may have up to 2,000 characters.")
      .optional()
      .meta({
        description: "Told when it is done, signed as webhooks are",
        example: "https://shop.example/dsr",
      }),
    undo_hours: z
      .int()
      .min(0)
      .max(MAX_UNDO_HOURS, `It may wait up to ${MAX_UNDO_HOURS} hours.`)
      .optional()
      .meta({ description: "How long an erasure waits, so that it can still be cancelled", example: 0 }),
  })
  .refine(({ type, undo_hours: hours }) => hours === undefined || type === "erasure", {
    path: ["undo_hours"],
    message: "Only an erasure waits.",
  })
  .meta({ id: "CreateDataSubjectRequest" });
export type CreateDataSubjectRequest = z.infer<typeof CreateDataSubjectRequest>;

export const DataExport = z.object({
  url: z.url().meta({ description: "Signed address; no key is needed" }),
  size_bytes: z.int(),
  sha256: z.string(),
  downloads_left: z.int().meta({ description: "It can be fetched this often", example: 5 }),
  expires_at: z.iso.datetime(),
});

export const DataSubjectRequest = z
  .object({
    id: z.string().meta({ example: "5f0c2f1e-9a43-4d0c-8a55-1c0f9d0e7b21" }),
    object: z.literal("data_subject_request"),
    type: RequestType,
    end_user_id: z.string().nullable().meta({
      description: "Null once the person was erased",
      example: "customer-4711",
    }),
    status: z.enum(["pending", "in_progress", "completed", "cancelled"]),
    received_time: z.iso.datetime(),
    expected_completion_time: z.iso.datetime().meta({
      description: "At the latest: 30 days or one month, whichever is sooner. It is never extended",
    }),
    due_rule: z.enum(["30 days", "one month"]).meta({ description: "Which of the two it is" }),
    starts_at: z.iso.datetime().meta({ description: "Not before; until then it can be cancelled" }),
    completed_time: z.iso.datetime().nullable().meta({ example: null }),
    items: z.int().meta({ description: "Generations packed, erased or cancelled", example: 0 }),
    exports: z
      .array(DataExport)
      .meta({ description: "ZIPs of what was asked for; a large one comes in several", example: [] }),
    callback_url: z.string().nullable().meta({ example: null }),
    called_back_at: z.iso
      .datetime()
      .nullable()
      .meta({ description: "When the callback was taken with a status from 200 to 299", example: null }),
    callback: Callback.nullable().meta({
      description: "How callback_url was told, or will be once this is completed; null without one",
      example: null,
    }),
  })
  .meta({ id: "DataSubjectRequest", description: "What was asked for on behalf of an end user" });
export type DataSubjectRequest = z.infer<typeof DataSubjectRequest>;

export const ListDataSubjectRequests = z.strictObject({
  limit: z.int().min(1).max(100).default(20),
  after: RequestId.optional().meta({ description: "Continue behind this request" }),
  status: DataSubjectRequest.shape.status.optional().meta({ description: "Only those that stand so" }),
  end_user_id: EndUserId.optional(),
});
export type ListDataSubjectRequests = z.infer<typeof ListDataSubjectRequests>;

export const DataSubjectRequestPage = z.object({
  object: z.literal("list"),
  data: z.array(DataSubjectRequest),
  has_more: z.boolean(),
});
export type DataSubjectRequestPage = z.infer<typeof DataSubjectRequestPage>;
