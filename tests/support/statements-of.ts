import pg from "pg";
import { vi } from "vitest";

/**
 * What every call asks beside its own work, at times of its own: limits, the log of calls, when a key was last used, and
 * once in a while the keys and names of sealed columns.
 */
const BESIDE =
  /rate_limits|api_requests|api_keys|organization_keys|pg_attribute|^(BEGIN|COMMIT|ROLLBACK|LISTEN)/;

/** The texts of the statements that this process sends to the database meanwhile, in their order, without their values. */
export async function statementsOf(run: () => Promise<unknown>): Promise<string[]> {
  const query = vi.spyOn(pg.Client.prototype, "query");
  try {
    await run();
    const texts = query.mock.calls.map(([sent]) =>
      typeof sent === "string" ? sent : (sent as { text: string }).text,
    );
    return texts.filter((text) => !BESIDE.test(text));
  } finally {
    query.mockRestore();
  }
}
