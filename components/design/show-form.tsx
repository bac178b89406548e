"use client";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FileInput, Input, Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast-store";
import { useForm } from "@/components/ui/use-form";
import { DesignSection } from "./design-section";

/** The one pattern of a form, with the schema of a verb. Nothing is sent from here. */
export function ShowForm() {
  const { form, pending, errorOf, problem } = useForm({
    schema: async () => (await import("@/lib/webhooks/schema")).CreateEndpoint,
    read: (data) => ({ url: String(data.get("url")), description: String(data.get("description")) }),
    send: (input) => Promise.resolve({ ok: true as const, data: input }),
    onDone: ({ url }) => toast({ title: "It would be sent", description: url }),
  });
  return (
    <DesignSection
      title="Forms"
      rule="useForm with Field: the verb's own schema checks in the browser and again on the server, what is wrong stands beside its field, and the first such field has the focus. Labels above, hints below, never a placeholder instead of a label."
    >
      <form {...form} className="grid max-w-md gap-5">
        {problem && <Notice tone="danger">{problem}</Notice>}
        <Field label="Address" error={errorOf("url")} hint="Try to send it empty.">
          {(attributes) => <Input {...attributes} name="url" placeholder="https://example.com/hooks" />}
        </Field>
        <Field
          label="Description"
          error={errorOf("description")}
          aside={<span className="text-xs text-faint">optional</span>}
        >
          {(attributes) => <Textarea {...attributes} name="description" />}
        </Field>
        <Field label="File">{(attributes) => <FileInput {...attributes} />}</Field>
        <Button type="submit" look="primary" pending={pending} className="justify-self-start">
          Send
        </Button>
      </form>
    </DesignSection>
  );
}
