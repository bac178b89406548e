import { ClipboardList, Download } from "lucide-react";
import type { Metadata } from "next";
import { PrivacyFrame } from "@/components/privacy/privacy-frame";
import { buttonClass } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { formatMoment } from "@/components/ui/format";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Notice } from "@/components/ui/notice";
import { requireSession, type SignedIn } from "@/lib/api/session";
import { listInstructionMonths, listInstructions } from "@/lib/privacy";
import { InstructionMonth, type Instruction } from "@/lib/privacy/schema";

export const metadata: Metadata = { title: "Instructions" };

/** As many as a page shows; the CSV has all of them. */
const SHOWN = 200;
const at = "/privacy/instructions";

type Search = Promise<{ month?: string | string[] }>;

export default async function InstructionsPage({ searchParams }: { searchParams: Search }) {
  const { ctx, role } = await requireSession(at);
  if (!["owner", "admin", "auditor"].includes(role))
    return (
      <PrivacyFrame at={at}>
        <Notice title="Not yours to see">
          Owners, admins and auditors of your organization see its instructions.
        </Notice>
      </PrivacyFrame>
    );
  return (
    <PrivacyFrame at={at}>
      <Instructions ctx={ctx} month={InstructionMonth.safeParse((await searchParams).month).data} />
    </PrivacyFrame>
  );
}

async function Instructions({ ctx, month }: { ctx: SignedIn["ctx"]; month?: string }) {
  const [{ data: lines, has_more: more }, months] = await Promise.all([
    listInstructions(ctx, { month, limit: SHOWN }),
    listInstructionMonths(ctx),
  ]);
  const tabs = [
    { href: at, name: "All", current: month === undefined },
    ...months.map((each) => ({ href: `${at}?month=${each}`, name: nameOf(each), current: each === month })),
  ];
  return (
    <Card className="overflow-hidden">
      <CardHeader
        title="What your organization told us to do"
        description="From the audit log, which keeps two years."
        action={
          <a
            href={`${at}/csv${month ? `?month=${month}` : ""}`}
            download
            className={buttonClass({ size: "small" })}
          >
            <Download aria-hidden className="size-4" /> CSV
          </a>
        }
      />
      {months.length > 0 && (
        <LinkTabs label="Month" tabs={tabs} look="pills" className="border-t border-line px-5 py-3" />
      )}
      {lines.length === 0 ? (
        <EmptyState icon={ClipboardList} title="Nothing yet" className="border-t border-line">
          Rules, projects, consents, the signed agreement, requests of end users and erasures stand here with
          their day.
        </EmptyState>
      ) : (
        <ul>
          {lines.map((line) => (
            <Line key={line.id} line={line} />
          ))}
        </ul>
      )}
      {more && (
        <p className="border-t border-line px-5 py-3 text-note text-faint">
          The newest {SHOWN} are shown; the CSV has all of them.
        </p>
      )}
    </Card>
  );
}

const through = { portal: "in the portal", api: "through the API" };

function Line({ line: { at: when, who, through: by, what, subject } }: { line: Instruction }) {
  return (
    <li className="flex flex-wrap justify-between gap-x-6 gap-y-1 border-t border-line px-5 py-2.5 text-sm">
      <span className="min-w-0 flex-1 basis-72">
        <span dir="auto" className="block [overflow-wrap:anywhere]">
          {what}
        </span>
        <span className="block text-note text-secondary">
          <bdi>{who}</bdi>, {through[by]}
        </span>
        <span className="block font-mono text-xs break-all text-faint">{subject}</span>
      </span>
      <time dateTime={when} className="text-note text-secondary">
        {formatMoment(when)}
      </time>
    </li>
  );
}

const nameOf = (month: string): string =>
  new Date(`${month}-01T00:00:00Z`).toLocaleDateString("en", {
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
