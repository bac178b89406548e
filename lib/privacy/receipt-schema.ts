import { z } from "zod";
import { engineVersion } from "@/lib/engines/engine-version";

/** Shapes of the signed processing receipt: pure zod, safe in a browser. */

const Sha256 = z
  .string()
  .meta({ example: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" });
const Moment = z.iso.datetime().nullable();

export const Receipt = z
  .object({
    version: z.literal(1),
    issuer: z.string().meta({ example: "https://printpal.example" }),
    generation_id: z.string().meta({ example: "gen_4kQ1mW8sZb2Xr7tY9uVc3d" }),
    issued_at: z.iso.datetime().meta({ description: "The receipt says how things stood then" }),
    status: z.string().meta({ example: "completed" }),
    processed_by: z
      .object({
        name: z
          .string()
          .meta({ description: "Out of the register; own is this installation", example: "own" }),
        engine: z.string().meta({ example: "figure" }),
        engine_version: z.string().meta({ example: engineVersion }),
        country: z.string().nullable().meta({ description: "Null where it is not known", example: "DE" }),
        trains: z.boolean().meta({ description: "Whether it trains on what it is sent", example: false }),
        started_at: Moment,
        completed_at: Moment,
      })
      .nullable()
      .meta({ description: "Null where no engine ran to its end" }),
    left_the_machine: z
      .array(
        z.object({
          provider: z.string().meta({ example: "acme" }),
          origin: z.string().meta({ example: "https://engine.example" }),
          country: z.string().nullable().meta({ example: "DE" }),
          what: z.string(),
          size_bytes: z.int(),
          sha256: Sha256,
          sent_at: z.iso.datetime(),
          deleted_there_at: Moment.meta({ description: "When the provider had deleted it" }),
          deletion_receipt: z.string().nullable().meta({ description: "What the provider said to that" }),
        }),
      )
      .meta({ description: "What was sent to whom; empty where nothing was", example: [] }),
    training_eligible: z.boolean().meta({ example: false }),
    retention: z.enum(["default", "zero"]),
    deletes_at: Moment.meta({ description: "When the results go by themselves", example: null }),
    input: z.array(z.object({ name: z.string().meta({ example: "input" }), sha256: Sha256 })).meta({
      description: "Of the bytes that the engine read: the cleaned pictures, or the prompt in UTF-8",
    }),
    results: z.array(
      z.object({ name: z.string().meta({ example: "stl" }), sha256: Sha256, size_bytes: z.int() }),
    ),
    deleted: z.object({
      input_at: Moment.meta({ description: "When the input was off the disk", example: null }),
      results_at: Moment.meta({ description: "When the last result was off the disk", example: null }),
      generation_at: Moment.meta({ description: "When its deletion was asked for", example: null }),
    }),
  })
  .meta({ id: "Receipt" });
export type Receipt = z.infer<typeof Receipt>;

export const ProcessingReceipt = z
  .object({
    object: z.literal("processing_receipt"),
    receipt: Receipt,
    signature: z.object({
      algorithm: z.literal("ed25519"),
      key_id: z
        .string()
        .meta({ description: "The kid of a key of GET /receipt-keys", example: "receipts-1" }),
      value: z.string().meta({
        description:
          "Base64 of the signature over the UTF-8 of the receipt as JSON without spaces, the names of every object in the order of their characters (RFC 8785)",
      }),
    }),
  })
  .meta({
    id: "ProcessingReceipt",
    description: "Who processed a generation, what went in, and what is left",
  });
export type ProcessingReceipt = z.infer<typeof ProcessingReceipt>;

export const ReceiptKeys = z
  .object({
    keys: z.array(
      z.object({
        kty: z.literal("OKP"),
        crv: z.literal("Ed25519"),
        alg: z.literal("EdDSA"),
        use: z.literal("sig"),
        kid: z.string().meta({ example: "receipts-1" }),
        x: z.string().meta({ example: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" }),
      }),
    ),
  })
  .meta({ id: "ReceiptKeys", description: "A JSON Web Key Set (RFC 7517)" });
export type ReceiptKeys = z.infer<typeof ReceiptKeys>;
