import { beforeAll, expect, it } from "vitest";
import { overrideEnv } from "@/lib/core/env";
import { startMailSink } from "@/lib/run/privacy-audit/mail-sink";
import { runAudit } from "@/lib/run/privacy-audit/run-audit";
import { freshDatabase } from "../support/database";
import { makeResult } from "../support/make-result";

let dataDir: string;
beforeAll(async () => {
  dataDir = (await freshDatabase()).dataDir;
});

it("row 38: finds somebody everywhere while they use the service, and nothing of them once they are erased", async () => {
  const sink = await startMailSink();
  overrideEnv({ smtpUrl: sink.url });
  const logged: string[] = [];
  try {
    const finish = (id: string) => makeResult(id);
    const lines = await runAudit({ dataDir, finish, logged: () => logged.join(""), sent: sink.heard });
    expect(lines.filter(({ ok }) => !ok)).toEqual([]);
    expect(lines.length).toBe(20);
    // Of each part that takes a person's words something was there to be found.
    for (const table of [
      ...["billing_payments", "support_messages", "uploads", "generations", "users"],
      ...["email_changes", "former_addresses"],
    ])
      expect(lines[0].found.filter((row) => row.startsWith(`public.${table}:`))).not.toEqual([]);
    // A search that finds nothing while there is something would prove nothing.
    expect(lines[0].found.length).toBeGreaterThan(10);
    expect(sink.heard()).toContain("Your account is erased");
  } finally {
    await sink.stop();
  }
});
