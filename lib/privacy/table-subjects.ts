/** What most of this room's tables say of themselves: rows of whoever asks, and rows that are about nobody. */
export const requests = {
  subject: "requester",
  purpose: "To carry out what people ask about their data, and to prove it",
  basis: "legal_obligation",
} as const;
export const ours = { subject: "nobody", basis: "none" } as const;
