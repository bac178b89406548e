import { z } from "zod";

/** Shapes of the support room: pure zod, safe in a browser. */

export const TicketStatus = z.enum(["open", "answered", "closed"]);
export type TicketStatus = z.infer<typeof TicketStatus>;

export const TicketId = z.string().regex(/^tkt_[0-9A-Za-z]{22}$/, "A ticket's id looks like tkt_….");

const Body = z
  .string()
  .trim()
  .min(1, "Write a few words.")
  .max(10_000, "A message may have up to 10,000 characters.");

export const OpenTicket = z.strictObject({
  subject: z
    .string()
    .trim()
    .min(3, "Say in a few words what it is about.")
    .max(150, "Keep the subject to 150 characters; the rest fits below."),
  message: Body,
  generation_id: z
    .string()
    .trim()
    .regex(/^gen_[0-9A-Za-z]{22}$/, "A generation's id looks like gen_…, or leave it empty.")
    .optional(),
});
export type OpenTicket = z.infer<typeof OpenTicket>;

export const WriteMessage = z.strictObject({ message: Body });
export type WriteMessage = z.infer<typeof WriteMessage>;

export const ListTickets = z.strictObject({
  limit: z.int().min(1).max(100).default(25),
  after: z.string().optional(),
  status: TicketStatus.optional(),
});
export type ListTickets = z.infer<typeof ListTickets>;

export interface Ticket {
  id: string;
  organization_id: string;
  subject: string;
  status: TicketStatus;
  generation_id: string | null;
  created_at: string;
  last_message_at: string;
}

export interface TicketMessage {
  id: string;
  from_staff: boolean;
  /** Whether whoever reads it wrote it. */
  own: boolean;
  body: string;
  created_at: string;
}

export interface TicketWithMessages extends Ticket {
  messages: TicketMessage[];
}
