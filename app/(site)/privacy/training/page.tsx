import type { Metadata } from "next";
import { Button, LinkButton } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { formatDate, formatNumber } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Table, Td, Th } from "@/components/ui/table";
import { listTrainingManifests, proveTraining } from "@/lib/privacy";
import { PictureHash } from "@/lib/privacy/schema";

export const metadata: Metadata = { title: "What may improve models" };

export default async function TrainingPage({
  searchParams,
}: {
  searchParams: Promise<{ sha256?: string | string[] }>;
}) {
  const asked = [(await searchParams).sha256].flat()[0];
  const parsed = asked === undefined ? undefined : PictureHash.safeParse({ sha256: asked });
  const manifests = await listTrainingManifests();
  const proof = parsed?.success && manifests.length > 0 ? await proveTraining(parsed.data.sha256) : undefined;
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-14 sm:px-6">
      <PageHeader
        title="What may improve models"
        description="Only drawings in a few plain colours, without a file’s metadata, whose senders allowed it, each time and for their organization: no photograph and nothing shaded, so that no face of anybody is among them as it was. Ask whether yours is among them; the answer comes with a proof that you can check without us."
      />
      <Card>
        <CardHeader
          title="Ask about a picture"
          description="By the SHA-256 of its cleaned bytes, as the generation’s processing receipt names it."
        />
        <form className="grid gap-4 border-t border-line px-5 py-4">
          <Field
            label="SHA-256"
            error={parsed && !parsed.success ? parsed.error.issues[0].message : undefined}
          >
            {(attributes) => (
              <Input
                {...attributes}
                name="sha256"
                defaultValue={asked}
                autoComplete="off"
                spellCheck={false}
                className="font-mono"
              />
            )}
          </Field>
          <Button type="submit" className="justify-self-start">
            Ask
          </Button>
          {parsed?.success && manifests.length === 0 && (
            <Notice tone="success" title="It is not">
              No manifest has been made: nothing may improve a model yet.
            </Notice>
          )}
          {proof && (
            <>
              <Notice
                tone={proof.included ? "warning" : "success"}
                title={proof.included ? "It is" : "It is not"}
              >
                {proof.included
                  ? "This picture is in the newest manifest. Withdraw the consent under Data, and it is in no further one."
                  : "This picture is not in the newest manifest. The proof shows the two entries between which it would stand."}
              </Notice>
              <LinkButton
                href={`/privacy/training/proof?sha256=${parsed?.data?.sha256 ?? ""}`}
                prefetch={false}
                className="justify-self-start"
              >
                The proof as JSON
              </LinkButton>
            </>
          )}
        </form>
      </Card>
      <Card className="mt-5 overflow-hidden">
        <CardHeader
          title="Manifests"
          description="A Merkle tree as RFC 6962 hashes it, over sorted entries: SHA-256 of the salt and the picture’s own."
        />
        {manifests.length === 0 ? (
          <p className="border-t border-line px-5 py-4 text-sm text-secondary">None has been made.</p>
        ) : (
          <Table aria-label="Manifests">
            <thead>
              <tr>
                <Th>Made</Th>
                <Th className="text-right">Pictures</Th>
                <Th>Root</Th>
              </tr>
            </thead>
            <tbody>
              {manifests.map(({ number, created_at, size, root }) => (
                <tr key={number}>
                  <Td className="whitespace-nowrap">
                    {number}, {formatDate(created_at)}
                  </Td>
                  <Td className="text-right tabular-nums">{formatNumber(size)}</Td>
                  <Td className="font-mono text-xs [overflow-wrap:anywhere]">{root}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
    </div>
  );
}
