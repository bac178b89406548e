/**
 * What people ask and what is answered. A ticket belongs to an organization, whose people all read along; staff sees every
 * ticket and is named to nobody. An answer is told by a mail without a word of it. Tickets go two years after the last
 * message.
 */
export { closeTicket } from "./close-ticket";
export { getTicket } from "./get-ticket";
export { listTickets } from "./list-tickets";
export { openTicket } from "./open-ticket";
export { writeMessage } from "./write-message";
export * from "./schema";
