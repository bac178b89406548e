import { databasePool } from "./client";
import { personalRoom } from "./personal-room";

export const auditData = personalRoom({
  room: "db",
  tables: [
    {
      table: "audit_events",
      what: "The audit log: who did what, by ids alone",
      subject: "account_holder",
      purpose: "To find out what happened, and to prove it",
      basis: "legitimate_interest",
      retention: "audit_log",
      find: { organization: "organization_id", user: "actor_id" },
      shared: "keep",
      erase: { does: "keep", why: "Evidence of who did what; its ids lead to nobody any more" },
      columns: {
        identity: ["id", "organization_id", "actor_kind", "actor_id", "subject_id", "request_id"],
        usage: ["action", "detail", "created_at"],
      },
    },
    {
      table: "_prisma_migrations",
      what: "Which changes the database has been through",
      subject: "nobody",
      purpose: "To bring the database up to date",
      basis: "none",
      retention: "bookkeeping",
      erase: { does: "keep", why: "It says nothing of any person" },
      columns: {
        technical: [
          "id",
          "checksum",
          "finished_at",
          "migration_name",
          "logs",
          "rolled_back_at",
          "started_at",
          "applied_steps_count",
        ],
      },
    },
  ],
  // What was changed may hold words of theirs; who changed something when is told by ids.
  before: async ({ userId, organizationIds }) => {
    await databasePool().query(
      `UPDATE audit_events SET detail = '{}' WHERE detail <> '{}' AND (organization_id = ANY($1) OR actor_id = $2)`,
      [[...organizationIds], userId],
    );
  },
});
