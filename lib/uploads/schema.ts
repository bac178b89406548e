import { z } from "zod";

/** Shapes of the uploads room: pure zod, safe in a browser. */

const MEGABYTE = 1024 * 1024;

const UploadKind = z.enum(["picture", "depth_map", "normal_map", "mesh"]);
export type UploadKind = z.infer<typeof UploadKind>;

/** As people call them. */
export const kindNames: Record<UploadKind, string> = {
  picture: "picture",
  depth_map: "depth map",
  normal_map: "normal map",
  mesh: "mesh",
};

interface UploadTypeRules {
  /** What it can be sent for; the first where the sender says nothing. */
  kinds: readonly UploadKind[];
  maxBytes: number;
}

const pixels: UploadTypeRules = { kinds: ["picture", "depth_map", "normal_map"], maxBytes: 20 * MEGABYTE };
const mesh: UploadTypeRules = { kinds: ["mesh"], maxBytes: 64 * MEGABYTE };

/** What may be sent ahead, and how much of it: as much as in the calls that take it at once. */
export const uploadTypes = {
  "image/png": pixels,
  "image/jpeg": pixels,
  "image/webp": pixels,
  "model/stl": mesh,
  "model/obj": mesh,
  "application/x-ply": mesh,
  "model/gltf-binary": mesh,
  "model/3mf": mesh,
  "application/zip": mesh,
};
export type UploadType = keyof typeof uploadTypes;

const typeNames = Object.keys(uploadTypes) as [UploadType, ...UploadType[]];

export const UploadId = z
  .string()
  .regex(/^upl_[0-9A-Za-z]{22}$/, "An upload's id looks like upl_….")
  .meta({ description: "A file that was sent ahead", example: "upl_4kQ1mW8sZb2Xr7tY9uVc3d" });

const contentType = z.enum(typeNames).meta({
  description: "What it is; application/zip is an OBJ together with its materials",
  example: "image/png",
});

export const CreateUpload = z
  .strictObject({
    content_type: contentType,
    bytes: z.int().min(1).meta({
      description: "Its exact length: up to 20 MB of a picture or a map, 64 MB of a mesh",
      example: 482113,
    }),
    kind: UploadKind.optional().meta({
      description:
        "What it will be named for: a map of a figure's front keeps its sixteen bits. A picture or a mesh where absent",
      example: "picture",
    }),
    filename: z
      .string()
      .trim()
      .max(255, "A file's name may have up to 255 characters.")
      .optional()
      .meta({ description: "For you to know it by; a folder before it is left out", example: "robot.png" }),
  })
  .refine(({ content_type, kind }) => !kind || uploadTypes[content_type].kinds.includes(kind), {
    path: ["kind"],
    message: "A mesh cannot be sent as a picture, nor a picture as a mesh.",
  });
export type CreateUpload = z.infer<typeof CreateUpload>;

export const Upload = z
  .object({
    id: UploadId,
    object: z.literal("upload"),
    status: z
      .enum(["waiting", "ready"])
      .meta({ description: "Whether its bytes have arrived", example: "ready" }),
    kind: UploadKind.meta({ description: "What it can be named for", example: "picture" }),
    content_type: contentType,
    bytes: z.int().meta({ description: "As announced", example: 482113 }),
    filename: z.string().nullable().meta({ description: "As announced", example: "robot.png" }),
    test: z.boolean().meta({ description: "Made with a test key, and for test keys only", example: false }),
    created_at: z.iso.datetime(),
    received_at: z.iso.datetime().nullable(),
    last_used_at: z.iso.datetime().nullable(),
    expires_at: z.iso.datetime().meta({
      description: "When it is removed, unless it is used before: then later, up to 30 days in all",
    }),
  })
  .meta({ id: "Upload", description: "A file that was sent ahead" });
export type Upload = z.infer<typeof Upload>;

export const CreatedUpload = Upload.extend({
  put: z
    .object({
      url: z.url().meta({ description: "Signed address; no key is needed while it is valid" }),
      headers: z
        .record(z.string(), z.string())
        .meta({ description: "To be sent as they are", example: { "Content-Type": "image/png" } }),
      expires_at: z.iso.datetime(),
    })
    .meta({ description: "Where to PUT the file's bytes, once" }),
}).meta({ id: "CreatedUpload", description: "An upload with the address that its bytes go to" });
export type CreatedUpload = z.infer<typeof CreatedUpload>;

export const ListUploads = z.strictObject({
  limit: z.int().min(1).max(100).default(20),
  after: z.string().optional().meta({ description: "Continue behind this one" }),
});
export type ListUploads = z.infer<typeof ListUploads>;

export const UploadPage = z.object({
  object: z.literal("list"),
  data: z.array(Upload),
  has_more: z.boolean(),
});
export type UploadPage = z.infer<typeof UploadPage>;
