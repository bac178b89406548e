import type { Metadata } from "next";
import { PrivacyFrame } from "@/components/privacy/privacy-frame";
import { Card, CardHeader } from "@/components/ui/card";
import { formatMoment } from "@/components/ui/format";
import { Table, Td, Th } from "@/components/ui/table";
import { listRetention } from "@/lib/api/retention/list-retention";
import { requireSession } from "@/lib/api/session";
import { listSessions } from "@/lib/accounts";
import { listEndings } from "@/lib/generations";
import { listPrivacyRequests } from "@/lib/privacy";
import { listUploads } from "@/lib/uploads";

export const metadata: Metadata = { title: "What goes when" };

export default async function CalendarPage() {
  const { ctx } = await requireSession("/privacy/calendar");
  const [generations, uploads, sessions, requests] = await Promise.all([
    listEndings(ctx),
    listUploads(ctx, { limit: 50 }),
    listSessions(ctx),
    listPrivacyRequests(ctx),
  ]);
  const soon = [
    ...generations.map(({ id, what, goesAt }) => ({ key: id, what: `${what}, ${id}`, at: goesAt })),
    ...uploads.data.map(({ id, expires_at }) => ({
      key: id,
      what: `Upload ${id}, unless it is used`,
      at: expires_at,
    })),
    ...sessions.map(({ id, device, expiresAt }) => ({
      key: id,
      what: `Session: ${device}`,
      at: expiresAt.toISOString(),
    })),
    ...requests.flatMap(({ exports }) =>
      exports.map(({ id, expires_at }) => ({ key: id, what: "Copy of your data", at: expires_at })),
    ),
    ...requests
      .filter(({ type, status }) => type === "erasure" && status === "waiting")
      .map(({ id, starts_at }) => ({ key: id, what: "Everything, by your erasure", at: starts_at })),
  ].sort((a, b) => (a.at < b.at ? -1 : 1));
  return (
    <PrivacyFrame at="/privacy/calendar">
      <Card>
        <CardHeader title="Next to go" description="By themselves, without anybody doing anything." />
        {soon.length === 0 && (
          <p className="border-t border-line px-5 py-4 text-sm text-secondary">Nothing has a date yet.</p>
        )}
        <ul>
          {soon.map(({ key, what, at }) => (
            <li
              key={key}
              className="flex flex-wrap justify-between gap-x-6 border-t border-line px-5 py-2.5 text-sm"
            >
              <span className="min-w-0 [overflow-wrap:anywhere]">{what}</span>
              <time dateTime={at} className="text-secondary">
                {formatMoment(at)}
              </time>
            </li>
          ))}
        </ul>
      </Card>
      <Card className="overflow-hidden">
        <CardHeader
          title="The rules"
          description="As the software carries them out; the same list is at GET /api/v1/retention."
        />
        <Table aria-label="Retention">
          <thead>
            <tr>
              <Th>What</Th>
              <Th>Kept</Th>
              <Th>What goes then</Th>
            </tr>
          </thead>
          <tbody>
            {listRetention().data.map(({ id, what, kept_hours, counted_from, removes }) => (
              <tr key={id}>
                <Td className="min-w-48 whitespace-normal">{what}</Td>
                <Td className="min-w-32 whitespace-normal text-secondary">
                  {kept_hours === null ? "No fixed time" : span(kept_hours)}
                  {counted_from && <span className="block text-xs text-faint">from: {counted_from}</span>}
                </Td>
                <Td className="min-w-48 whitespace-normal text-secondary">{removes}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
    </PrivacyFrame>
  );
}

function span(hours: number): string {
  if (hours === 0) return "Not at all";
  if (hours < 48) return `${Math.round(hours)} h`;
  const days = Math.round(hours / 24);
  if (days < 60) return `${days} days`;
  return days % 365 === 0
    ? `${days / 365} year${days === 365 ? "" : "s"}`
    : `${Math.round(days / 30.4)} months`;
}
