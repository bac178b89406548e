import { z } from "zod";
import { engineNames } from "@/lib/engines/engine";
import { GenerationStatus } from "./schema";

/** What the staff may look for among the generations of all organizations. */
export const ListAllGenerations = z.object({
  status: GenerationStatus.optional(),
  engine: z.enum(engineNames).optional(),
  organization_id: z
    .string()
    .regex(/^org_[0-9A-Za-z]{1,40}$/)
    .optional(),
  /** A code such as `timed_out`. */
  error: z
    .string()
    .regex(/^[a-z_]{1,60}$/)
    .optional(),
  after: z.string().max(40).optional(),
});
export type ListAllGenerations = z.infer<typeof ListAllGenerations>;
