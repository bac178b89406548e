import { z } from "zod";

/** Shapes of the instructions log: pure zod, safe in a browser. */

export const InstructionMonth = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "Write a month such as 2026-11.");

/** One thing that an organization told us to do with the data that we process for it. */
export interface Instruction {
  id: string;
  at: string;
  /** A person's or a key's name, or what stands in for one that is gone. */
  who: string;
  /** Through what it was said. */
  through: "portal" | "api";
  what: string;
  /** As the audit log has it, and what it is about. */
  action: string;
  subject: string;
}
