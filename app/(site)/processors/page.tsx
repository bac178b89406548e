import type { Metadata } from "next";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { formatMoment } from "@/components/ui/format";
import { Notice } from "@/components/ui/notice";
import { DetailList } from "@/components/ui/detail-list";
import { PageHeader } from "@/components/ui/page-header";
import { getProcessorRegister } from "@/lib/privacy";

// Who takes part depends on the installation's settings and not on the build.
export const dynamic = "force-dynamic";
export const metadata: Metadata = {
  title: "Processors",
  alternates: { types: { "application/feed+json": "/processors/feed" } },
};

/** Who processes what, as the register says: the same as GET /api/v1/processors. */
export default async function ProcessorsPage() {
  const { own_processing: own, data, changes } = await getProcessorRegister();
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-14 sm:px-6">
      <PageHeader
        title="Who processes what"
        description={
          <>
            This installation, and every outside party that it can send personal data to. Each change is
            announced at least 30 days ahead, here, by mail to those who decide, and in the{" "}
            <a href="/processors/feed" className="underline underline-offset-4">
              feed
            </a>
            . For programs: GET /api/v1/processors.
          </>
        }
      />
      <div className="grid gap-5">
        {changes.map((change) => (
          <Notice
            key={change.id}
            title={`${change.processor} ${kinds[change.kind]} on ${formatMoment(change.effective_at)}`}
          >
            <p id={change.id} className="scroll-mt-20">
              {change.summary}
            </p>
            <p className="mt-1">
              Announced {formatMoment(change.announced_at)}. Owners and admins can object until then, in the{" "}
              <Link href="/settings/data" className="underline underline-offset-4">
                settings
              </Link>
              .
            </p>
          </Notice>
        ))}
        <Card>
          <CardHeader
            title="This installation itself"
            action={<Badge tone="success">Trains nothing</Badge>}
          />
          <DetailList
            className="border-t border-line px-5 py-4"
            rows={[
              ["Engines", own.engines.join(", ")],
              ["Country", own.country ?? "Not said by the operator"],
              ["Data", own.data_categories.join(", ")],
              ["Kept", <RetentionLink key="kept" />],
            ]}
          />
        </Card>
        {data.length === 0 && (
          <Card className="px-5 py-4 text-sm text-secondary">
            Nobody else takes part: what is sent here does not leave these machines.
          </Card>
        )}
        {data.map((one) => (
          <Card key={one.name}>
            <CardHeader
              title={one.name}
              description={one.purpose}
              action={
                <Badge tone={one.trains ? "warning" : "success"}>
                  {one.trains ? "Improves its own models" : "Trains nothing"}
                </Badge>
              }
            />
            <DetailList
              className="border-t border-line px-5 py-4"
              rows={[
                ["State", one.status],
                ["Country", one.country ?? "Not said by the operator"],
                ["Data", one.data_categories.join(", ")],
                ["Kept", one.retention],
                ["Transfer abroad rests on", one.transfer_mechanism ?? "Not said by the operator"],
                ["Reached by", one.endpoints.join("; ")],
                [
                  "Its policy",
                  one.policy_url ? (
                    <a
                      key="policy"
                      href={one.policy_url}
                      rel="noopener"
                      className="underline underline-offset-4"
                    >
                      {one.policy_url}
                    </a>
                  ) : (
                    "Not said by the operator"
                  ),
                ],
              ]}
            />
          </Card>
        ))}
      </div>
    </div>
  );
}

const kinds = { added: "begins", changed: "changes", ended: "ends" };

function RetentionLink() {
  return (
    <Link href="/legal/privacy#s-5" className="underline underline-offset-4">
      As the policy says
    </Link>
  );
}
