import { personalRoom } from "@/lib/db";

export const backupsData = personalRoom({
  room: "backups",
  tables: [
    {
      table: "backups",
      what: "Which encrypted copies of the database there are; nothing of what is in them",
      subject: "nobody",
      purpose: "To have the service back after a disk is lost",
      basis: "none",
      retention: "backups",
      erase: {
        does: "keep",
        why: "It says nothing of any person; the copies themselves are gone after 35 days",
      },
      columns: {
        technical: [
          ...["id", "file", "size_bytes", "rows", "duration_ms", "created_at"],
          ...["drilled_at", "drilled_ok", "receipt"],
        ],
      },
    },
  ],
});
