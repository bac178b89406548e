"use client";
import { useEffect, useState } from "react";
import { readStatusAction } from "@/app/(site)/privacy/request/actions";
import type { RightsWords } from "@/components/site/words/rights-english";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { DetailList } from "@/components/ui/detail-list";
import { sayIn } from "@/components/site/words/refusals";
import { Notice } from "@/components/ui/notice";
import type { ActionResult } from "@/lib/api/action-result";
import type { OutsideLanguage, OutsideStatus } from "@/lib/privacy/schema";
import { statusWords } from "./request-words";
import { useHash } from "./use-hash";

/** Where a request stands, for whoever has the link: what shows it stands behind the hash sign, and in no log. */
export function OutsideStatusCard({ language, words }: { language: OutsideLanguage; words: RightsWords }) {
  const token = useHash();
  const [result, setResult] = useState<ActionResult<OutsideStatus> | null>(null);
  useEffect(() => {
    if (token) void readStatusAction({ token }).then(setResult);
  }, [token]);
  const { status } = words;
  if (token === "") return <Notice>{status.none}</Notice>;
  if (!result) return <p className="text-sm text-secondary">{status.loading}</p>;
  if (!result.ok) return <Notice tone="danger">{sayIn(words.refusals, result.error).message}</Notice>;
  const one = result.data;
  const day = (iso: string) => new Date(iso).toLocaleDateString(language, { dateStyle: "long" });
  const state = statusWords[one.status as keyof typeof statusWords];
  return (
    <Card>
      <CardHeader
        title={
          <span className="inline-block first-letter:uppercase">
            {one.kind === "child_report" ? status.report : words.kinds[one.kind]}
          </span>
        }
        action={<Badge tone={state.tone}>{status.states[one.status]}</Badge>}
      />
      <DetailList
        className="border-t border-line px-5 py-4"
        rows={[
          [status.request, <code key="id">{one.id}</code>],
          [status.received, day(one.received_at)],
          one.completed_at ? [status.done, day(one.completed_at)] : [status.due, day(one.due_at)],
          ...(!one.completed_at && one.furthest_due_at
            ? [[status.furthest, `${day(one.furthest_due_at)}, ${status.furthestBy[one.law]}`] as const]
            : []),
          ...(one.extension_reason ? [[status.more, one.extension_reason] as const] : []),
        ]}
      />
      {one.answer && (
        <div className="border-t border-line px-5 py-4">
          <h3 className="text-note text-faint">{status.answer}</h3>
          <p className="mt-1 text-sm leading-6 whitespace-pre-wrap">{one.answer}</p>
        </div>
      )}
    </Card>
  );
}
