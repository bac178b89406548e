"use client";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code-block";
import { DetailList } from "@/components/ui/detail-list";
import { Drawer } from "@/components/ui/drawer";
import { formatMoment, formatNumber } from "@/components/ui/format";
import type { LoggedRequest } from "@/lib/usage/schema";
import { requestCurl } from "./request-curl";
import { toneOfStatus } from "./tone-of-status";

/** One call: all that the log knows of it, and how to make it again. */
export function RequestDrawer({
  request,
  keyName,
  base,
  onClose,
}: {
  request: LoggedRequest;
  keyName: string;
  base: string;
  onClose: () => void;
}) {
  const settings = Object.entries(request.parameters)
    .map(([name, value]) => `${name} ${Array.isArray(value) ? value.join("+") : String(value)}`)
    .join(", ");
  return (
    <Drawer
      open
      onClose={onClose}
      title={
        <span className="font-mono text-sm">
          {request.method} {request.endpoint}
        </span>
      }
      description={formatMoment(request.created_at)}
    >
      <DetailList
        rows={[
          [
            "Answered",
            <Badge key="status" tone={toneOfStatus(request.status_code)}>
              {request.status_code}
            </Badge>,
          ],
          ...(request.error_code
            ? ([
                [
                  "Refused with",
                  <Link
                    key="code"
                    href={`/docs/errors#${request.error_code}`}
                    className="font-mono text-note underline underline-offset-4"
                  >
                    {request.error_code}
                  </Link>,
                ],
              ] as const)
            : []),
          ["Took", `${formatNumber(request.duration_ms)} ms`],
          ["Credits reserved", formatNumber(request.credits_used)],
          ["Key", keyName],
          ...(settings ? ([["Settings", settings]] as const) : []),
          ["Request id", <Id key="id" text={request.id} />],
          ...(request.generation_id
            ? ([
                [
                  "Generation",
                  <Link
                    key="generation"
                    href={`/generations/${request.generation_id}`}
                    className="font-mono text-note underline underline-offset-4"
                  >
                    {request.generation_id}
                  </Link>,
                ],
              ] as const)
            : []),
        ]}
      />
      {request.status_code >= 400 && (
        <p className="mt-5 text-note text-secondary">
          What the answer said beyond its code is not kept.{" "}
          <Link href="/docs/errors" className="underline underline-offset-4">
            The error codes
          </Link>{" "}
          tell what each can mean and what to do.
        </p>
      )}
      <h3 className="mt-7 mb-2 text-sm font-semibold">The same call as curl</h3>
      <CodeBlock language="bash" code={requestCurl(request, base)} />
      <p className="mt-2 text-note text-faint">
        Of a body the log knows the settings above and nothing else, and never a key: the key comes from your
        shell, the body is an example.
      </p>
    </Drawer>
  );
}

const Id = ({ text }: { text: string }) => <code className="font-mono text-note">{text}</code>;
