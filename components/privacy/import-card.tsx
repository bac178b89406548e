"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState, type ChangeEvent } from "react";
import { cancelPrivacyRequestAction, confirmImportAction } from "@/app/(dashboard)/privacy/actions";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { formatBytes } from "@/components/ui/format";
import { FileInput } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import type { PrivacyRequest } from "@/lib/privacy/schema";

const LOOK_AGAIN_MS = 4_000;

/** Brings an export of this portal or of another one back: checked first, then taken in where the person wants what it holds. */
export function ImportCard({ requests }: { requests: readonly PrivacyRequest[] }) {
  const router = useRouter();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [sending, setSending] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const newest = requests.find(({ type }) => type === "import");
  const working = newest !== undefined && ["waiting", "in_progress"].includes(newest.status);
  const asking = newest?.status === "unconfirmed" && newest.steps.length > 0;
  useEffect(() => {
    if (!working) return;
    const timer = setInterval(() => router.refresh(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [working, router]);

  async function send() {
    setProblem(null);
    let id = "";
    for (const [at, file] of files.entries()) {
      setSending(`Sending ${file.name}, ${formatBytes(file.size)} …`);
      const last = at === files.length - 1 ? "yes" : "no";
      const answer = await fetch(`/privacy/imports?last=${last}${id && `&import=${id}`}`, {
        method: "POST",
        body: file,
      }).catch(() => null);
      const said = (await answer?.json().catch(() => null)) as { id?: string; message?: string } | null;
      if (!answer?.ok || !said?.id) {
        setProblem(said?.message ?? "It did not arrive. Look at your connection and try again.");
        return setSending(null);
      }
      id = said.id;
    }
    setSending(null);
    setFiles([]);
    router.refresh();
  }

  async function decide(act: typeof confirmImportAction | typeof cancelPrivacyRequestAction) {
    const result = await act({ id: newest!.id });
    setProblem(result.ok ? null : result.error.message);
    router.refresh();
  }

  return (
    <Card>
      <CardHeader
        title="Bring an export back"
        description="All ZIPs of one export, of this portal or of another one. Each file is held against the export’s own list before anything is taken in; it costs nothing, and brings nothing twice."
      />
      <div className="grid gap-4 border-t border-line px-5 py-4" data-import={newest?.status ?? "none"}>
        {problem && <Notice tone="danger">{problem}</Notice>}
        {newest?.status === "refused" && !sending && <Notice tone="danger">{newest.answer}</Notice>}
        {newest?.status === "completed" && !sending && <Notice tone="success">{newest.answer}</Notice>}
        {working && (
          <Notice title={newest.confirmed ? "It is taken in" : "It is checked"}>
            {(newest.confirmed && newest.steps[0]?.note) || "This takes a minute at most for each ZIP."}
          </Notice>
        )}
        {asking && (
          <>
            <Notice title="It is whole. This is what would come in:">
              {newest.steps[0].note}, into the organization that you were in when you sent it.
            </Notice>
            <div className="flex flex-wrap gap-2">
              <Button look="primary" onClick={() => decide(confirmImportAction)}>
                Take it in
              </Button>
              <Button onClick={() => decide(cancelPrivacyRequestAction)}>Throw it away</Button>
            </div>
          </>
        )}
        {!working && !asking && (
          <>
            <Field
              label="ZIPs of the export"
              hint="Up to 320 MB each, 2 GB in all. They are deleted once they are taken in, or a day later."
            >
              {(attributes) => (
                <FileInput
                  {...attributes}
                  accept=".zip,application/zip"
                  multiple
                  onChange={(event: ChangeEvent<HTMLInputElement>) =>
                    setFiles([...(event.target.files ?? [])])
                  }
                />
              )}
            </Field>
            {sending && <p className="text-note text-secondary">{sending}</p>}
            <Button
              pending={sending !== null}
              disabled={files.length === 0}
              onClick={() => void send()}
              className="justify-self-end"
            >
              Check it
            </Button>
          </>
        )}
      </div>
    </Card>
  );
}
