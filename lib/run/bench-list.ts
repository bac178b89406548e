import pg from "pg";
import { env } from "@/lib/core/env";
import { db, Prisma } from "@/lib/db";
import { listGenerations } from "@/lib/generations";
import { ListGenerations } from "@/lib/generations/schema";
import type { BenchPortal } from "./bench-portal";
import type { BenchRow } from "./bench-table";
import { findOwner } from "./commands/operator-context";
import { median } from "./time-by-turns";

const ROWS = 100_000;

/** What a page of 50 among 100,000 generations takes in the database, by EXPLAIN ANALYZE of what the verb asks. */
export async function listRows({ email }: BenchPortal): Promise<BenchRow[]> {
  const { ctx } = await findOwner(email);
  await fill(ctx.organizationId);
  const middle = await db().generation.findFirstOrThrow({
    where: { organizationId: ctx.organizationId },
    orderBy: { createdAt: "asc" },
    skip: ROWS / 2,
  });
  const pages = { "first page of 50 among 100,000": {}, "a page from the middle": { after: middle.id } };
  const rows: BenchRow[] = [];
  for (const [name, query] of Object.entries(pages)) {
    const asked = await captureQueries(() =>
      listGenerations(ctx, ListGenerations.parse({ limit: 50, ...query })),
    );
    const { executionMs, kinds } = await explain(asked);
    rows.push({ name: `list: ${name}`, medianMs: executionMs, targetMs: 10, note: kinds.join(", ") });
  }
  return rows;
}

async function fill(organizationId: string): Promise<void> {
  await db().$executeRaw(Prisma.sql`
    INSERT INTO generations (id, organization_id, status, quality, resolution, textured, engine_requested, formats,
      size_mm, size_axis, seed, credits, created_at, completed_at)
    SELECT 'gen_bench' || lpad(n::text, 10, '0'), ${organizationId}, 'completed', 'default', 256, false, 'auto', '{stl}',
      100, 'longest', 0, 4, now() - n * interval '1 minute', now() - n * interval '1 minute' FROM generate_series(1, ${ROWS}::int) AS n`);
  await db().$executeRaw(Prisma.sql`
    INSERT INTO generation_files (id, generation_id, format, extension, content_type, object, size_bytes, sha256)
    SELECT 'file_bench' || lpad(n::text, 10, '0'), 'gen_bench' || lpad(n::text, 10, '0'), 'stl', 'stl', 'model/stl', 'none', 1, ''
    FROM generate_series(1, ${ROWS}::int) AS n`);
  await db().$executeRawUnsafe("ANALYZE generations, generation_files");
}

interface Asked {
  text: string;
  values: unknown[];
}

/** Every statement that reaches the driver meanwhile. */
async function captureQueries(body: () => Promise<unknown>): Promise<Asked[]> {
  const asked: Asked[] = [];
  const { prototype } = pg.Client;
  const query = prototype.query as (...args: unknown[]) => unknown;
  Object.assign(prototype, {
    query(this: pg.Client, ...args: [string | Asked, unknown]) {
      const [first, second] = args;
      const text = typeof first === "string" ? first : first.text;
      const values = (typeof first === "string" ? undefined : first.values) ?? second;
      if (/^SELECT/i.test(text)) asked.push({ text, values: Array.isArray(values) ? values : [] });
      return query.apply(this, args);
    },
  });
  try {
    await body();
  } finally {
    Object.assign(prototype, { query });
  }
  return asked;
}

/** The sum of all statements' execution and planning, median of nine, and how each finds its rows. */
async function explain(asked: Asked[]): Promise<{ executionMs: number; kinds: string[] }> {
  const client = new pg.Client({ connectionString: env().databaseUrl });
  await client.connect();
  const sums: number[] = [];
  const kinds = new Set<string>();
  for (let run = 0; run < 9; run++) {
    let sum = 0;
    for (const { text, values } of asked) {
      const { rows } = await client.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
      const [plan] = rows[0]["QUERY PLAN"] as PlanOutput[];
      sum += plan["Planning Time"] + plan["Execution Time"];
      for (const kind of scans(plan.Plan)) kinds.add(kind);
    }
    sums.push(sum);
  }
  await client.end();
  return { executionMs: median(sums), kinds: [...kinds] };
}

interface PlanOutput {
  Plan: PlanNode;
  "Planning Time": number;
  "Execution Time": number;
}

interface PlanNode {
  "Node Type": string;
  "Index Name"?: string;
  Plans?: PlanNode[];
}

function scans(node: PlanNode): string[] {
  const own = /Scan|Sort/.test(node["Node Type"]) ? [node["Index Name"] ?? node["Node Type"]] : [];
  return [...own, ...(node.Plans ?? []).flatMap(scans)];
}
