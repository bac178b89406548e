"use client";
import { useRouter } from "next/navigation";
import { signDpaAction } from "@/app/(dashboard)/settings/end-users/actions";
import { Button, buttonClass } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast-store";
import { useForm } from "@/components/ui/use-form";

interface Props {
  version: number;
  sha256: string;
  company: string;
  maySign: boolean;
  signature: { version: number; signatory: string; company: string; day: string } | null;
}

/** Signs the data processing agreement, or shows who did. */
export function DpaForm({ version, sha256, company, maySign, signature }: Props) {
  const router = useRouter();
  const { form, pending, errorOf, problem } = useForm({
    schema: async () => (await import("@/lib/policies/schema")).SignDpa,
    read: (data) => ({
      version,
      sha256,
      signatory: String(data.get("signatory")),
      company: String(data.get("company")),
    }),
    send: signDpaAction,
    onDone: () => {
      toast({ title: "Signed" });
      router.refresh();
    },
  });
  return (
    <Card>
      <CardHeader
        title="Data processing agreement"
        description="What the GDPR (Article 28) wants between you and us, where you send data of others."
        action={
          <a href="/legal/dpa" target="_blank" rel="noopener" className={buttonClass({ size: "small" })}>
            Read version {version}
          </a>
        }
      />
      <div className="grid gap-4 border-t border-line px-5 py-4">
        {signature && (
          <Notice tone="success" title={`Version ${signature.version} is signed`}>
            By {signature.signatory} for {signature.company} on {signature.day}.{" "}
            <a href="/settings/end-users/dpa" download className="font-medium underline">
              Download the signed copy
            </a>
          </Notice>
        )}
        {signature?.version !== version && !maySign && (
          <p className="text-sm text-secondary">
            {signature ? `Version ${version} is not signed yet.` : "It is not signed yet."} Owners and admins
            of your organization may sign it.
          </p>
        )}
        {signature?.version !== version && maySign && (
          <form {...form} className="grid gap-4">
            {problem && <Notice tone="danger">{problem}</Notice>}
            <Field label="Company" error={errorOf("company")}>
              {(attributes) => (
                <Input {...attributes} name="company" defaultValue={company} maxLength={200} />
              )}
            </Field>
            <Field
              label="Your full name"
              error={errorOf("signatory")}
              hint="You say that you may sign for the company."
            >
              {(attributes) => <Input {...attributes} name="signatory" autoComplete="name" maxLength={200} />}
            </Field>
            <Button type="submit" pending={pending} className="justify-self-end">
              Sign version {version}
            </Button>
          </form>
        )}
      </div>
    </Card>
  );
}
