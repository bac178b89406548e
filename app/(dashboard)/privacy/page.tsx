import type { Metadata } from "next";
import Link from "next/link";
import { CorrectionCard } from "@/components/privacy/correction-card";
import { ErasureCard } from "@/components/privacy/erasure-card";
import { ExportCard } from "@/components/privacy/export-card";
import { ImportCard } from "@/components/privacy/import-card";
import { LimitsCard } from "@/components/privacy/limits-card";
import { PlannedErasure } from "@/components/privacy/planned-erasure";
import { PrivacyFrame } from "@/components/privacy/privacy-frame";
import { RequestList } from "@/components/privacy/request-list";
import { Card, CardHeader } from "@/components/ui/card";
import { requireSession } from "@/lib/api/session";
import { listPrivacyRequests, previewErasure } from "@/lib/privacy";

export const metadata: Metadata = { title: "Privacy centre" };

const elsewhere = [
  { href: "/settings/data", name: "Processing rules and training", text: "Who may process what you send" },
  { href: "/cookie-settings", name: "Cookie settings", text: "What this browser keeps" },
  {
    href: "/your-choices",
    name: "Do not sell, share; limit",
    text: "For California, and for everybody else",
  },
  { href: "/legal/privacy", name: "The policy", text: "Every version, and what changed" },
];

export default async function PrivacyPage() {
  const { ctx } = await requireSession("/privacy");
  const [requests, preview] = await Promise.all([listPrivacyRequests(ctx), previewErasure(ctx)]);
  const planned = requests.find(
    ({ type, status }) => type === "erasure" && ["waiting", "in_progress", "partial"].includes(status),
  );
  return (
    <PrivacyFrame at="/privacy">
      {planned && <PlannedErasure request={planned} />}
      <ExportCard requests={requests} />
      <ImportCard requests={requests} />
      <CorrectionCard />
      <LimitsCard requests={requests} />
      <ErasureCard requests={requests} preview={preview} />
      <RequestList requests={requests} />
      <Card>
        <CardHeader title="More to decide and to read" />
        <ul className="pb-2">
          {elsewhere.map(({ href, name, text }) => (
            <li key={href} className="border-t border-line px-5 py-2.5 text-sm">
              <Link href={href} className="font-medium text-accent-text underline-offset-4 hover:underline">
                {name}
              </Link>
              <span className="block text-note text-secondary">{text}</span>
            </li>
          ))}
        </ul>
      </Card>
    </PrivacyFrame>
  );
}
