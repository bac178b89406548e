import { personalRoom } from "@/lib/db";

export const emailData = personalRoom({
  room: "email",
  tables: [
    {
      table: "mail_suppressions",
      what: "Which mails an address wants no more, by a keyed digest of the address",
      subject: "account_holder",
      purpose: "To mail nobody who does not want it",
      basis: "legal_obligation",
      retention: "mail_suppressions",
      untraceable: "The address is not kept; whoever has it sees and changes this through any mail's link",
      erase: {
        does: "keep",
        why: "Somebody who comes back, or whom a customer writes down again, is not mailed either",
      },
      columns: {
        identity: ["address_hash"],
        decision: ["topic", "source", "created_at"],
      },
    },
  ],
});
