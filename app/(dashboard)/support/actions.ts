"use server";
import { z } from "zod";
import { action } from "@/lib/api/action";
import { closeTicket, openTicket, OpenTicket, TicketId, writeMessage, WriteMessage } from "@/lib/support";

const ById = z.strictObject({ id: TicketId });

const anyFactor = { anyFactor: true };

export const openTicketAction = action(OpenTicket, (ctx, request) => openTicket(ctx, request), anyFactor);
export const writeMessageAction = action(
  ById.extend(WriteMessage.shape),
  (ctx, { id, ...request }) => writeMessage(ctx, id, request),
  anyFactor,
);
export const closeTicketAction = action(ById, (ctx, { id }) => closeTicket(ctx, id), anyFactor);
