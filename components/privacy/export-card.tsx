"use client";
import { Download } from "lucide-react";
import { useRouter } from "next/navigation";
import { openPrivacyRequestAction } from "@/app/(dashboard)/privacy/actions";
import { Button, buttonClass } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { formatBytes, formatMoment } from "@/components/ui/format";
import { Notice } from "@/components/ui/notice";
import type { PrivacyRequest } from "@/lib/privacy/schema";
import { PasswordStep } from "./password-step";

/** A copy of everything: asked for with the password, packed by a worker, fetched here for seven days. */
export function ExportCard({ requests }: { requests: readonly PrivacyRequest[] }) {
  const router = useRouter();
  const exports = requests.filter(({ type }) => type === "export");
  const packing = exports.find(({ status }) => ["waiting", "in_progress", "partial"].includes(status));
  const files = exports.flatMap((one) => one.exports);
  return (
    <Card>
      <CardHeader
        title="Take your data with you"
        description="A ZIP with everything we keep of you and of the organizations that are yours alone: as JSON and CSV to read in elsewhere, your pictures and models, and a page that explains it."
        action={
          <PasswordStep
            trigger={<Button>Ask for a copy</Button>}
            title="Ask for a copy of your data"
            description="It holds everything, so we make sure that it is you. It is packed within minutes, and can be fetched five times within seven days."
            confirm="Pack my data"
            send={(proof) => openPrivacyRequestAction({ type: "export", ...proof })}
            onDone={() => router.refresh()}
          />
        }
      />
      {packing && (
        <div data-export="packing" className="border-t border-line px-5 py-4">
          <Notice title="Your copy is being packed">
            It will be here within minutes, and at the latest on {formatMoment(packing.due_at)}. You can close
            this page.
          </Notice>
        </div>
      )}
      {files.map((file) => (
        <div
          key={file.id}
          data-export="ready"
          className="flex flex-wrap items-center justify-between gap-3 border-t border-line px-5 py-3.5"
        >
          <div className="min-w-0 text-sm">
            <p className="font-medium">
              Part {file.number}, {formatBytes(file.size_bytes)}
            </p>
            <p className="text-note text-secondary">
              {file.downloads_left} of 5 downloads left, until {formatMoment(file.expires_at)}
            </p>
            <p className="font-mono text-xs [overflow-wrap:anywhere] text-faint">SHA-256 {file.sha256}</p>
          </div>
          {file.downloads_left > 0 && (
            <a href={`/privacy/exports/${file.id}`} download className={buttonClass({})}>
              <Download aria-hidden className="size-4" /> Download
            </a>
          )}
        </div>
      ))}
    </Card>
  );
}
