import { z } from "zod";
import { ProcessingWish } from "@/lib/generations/schema";

/** Shapes of projects: pure zod, safe in a browser. */

const ProjectName = z
  .string()
  .trim()
  .min(1, "Give the project a name.")
  .max(100, "A name may have up to 100 characters.")
  .meta({ description: "What the project is for", example: "Web shop" });

const Rules = ProcessingWish.meta({
  description:
    "Rules for what its keys send; the strictest of these, the organization's and a request's own hold",
});

const TrainingWord = z.enum(["allow", "deny"]).nullable().meta({
  description:
    "Its word on improving models: with deny nothing of it ever does; allow and null leave it to the organization and the request",
  example: "deny",
});

export const ProjectId = z.string().regex(/^prj_[0-9A-Za-z]{22}$/, "A project's id looks like prj_….");

export const CreateProject = z
  .strictObject({
    name: ProjectName,
    processing: Rules.default({}),
    training_consent: TrainingWord.default(null),
  })
  .meta({ example: { name: "Web shop", processing: { mode: "own" }, training_consent: "deny" } });
export type CreateProject = z.infer<typeof CreateProject>;
/** As a caller sends it: every default may be left out. */
export type ProjectRequest = z.input<typeof CreateProject>;

export const UpdateProject = z
  .strictObject({
    name: ProjectName,
    processing: Rules,
    training_consent: TrainingWord,
    archived: z.boolean().meta({ description: "False restores it, and its keys make models again" }),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, "Send at least one field to change.")
  .meta({ example: { training_consent: "deny" } });
export type UpdateProject = z.infer<typeof UpdateProject>;

export const Project = z
  .object({
    id: z.string().meta({ example: "prj_4kQ1mW8sZb2Xr7tY9uVc3d" }),
    object: z.literal("project"),
    name: z.string().meta({ example: "Web shop" }),
    processing: Rules,
    training_consent: TrainingWord,
    created_at: z.iso.datetime(),
    archived_at: z.iso
      .datetime()
      .nullable()
      .meta({ description: "Since when its keys make nothing new; they still read", example: null }),
  })
  .meta({ id: "Project", description: "A part of the organization's work with rules of its own" });
export type Project = z.infer<typeof Project>;

export const ProjectList = z.object({
  object: z.literal("list"),
  data: z.array(Project),
  has_more: z.literal(false),
});
export type ProjectList = z.infer<typeof ProjectList>;
