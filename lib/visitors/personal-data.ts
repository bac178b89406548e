import { personalRoom } from "@/lib/db";

export const visitorsData = personalRoom({
  room: "visitors",
  tables: [
    {
      table: "cookie_choices",
      what: "What was said about cookies, and whether an opt-out signal came along",
      subject: "account_holder",
      purpose: "To prove what was consented to",
      basis: "legal_obligation",
      retention: "cookie_choices",
      find: { user: "user_id" },
      shared: "unlink",
      erase: { does: "delete" },
      columns: {
        identity: ["id", "user_id"],
        decision: ["revision", "analytics", "preferences", "signal", "source", "created_at"],
      },
    },
    {
      table: "page_views",
      what: "How often a page was opened on a day, and in how many browsers",
      subject: "nobody",
      purpose: "To see which pages are read",
      basis: "none",
      retention: "page_views",
      erase: { does: "keep", why: "It says nothing of any person" },
      columns: { usage: ["day", "page", "count", "browsers"] },
    },
  ],
});
