"use client";
import { RadioGroup } from "radix-ui";
import { useState, type FormEvent } from "react";
import { createKeyAction } from "@/app/(dashboard)/keys/actions";
import { useProof } from "@/components/settings/use-proof";
import { Button } from "@/components/ui/button";
import { CheckBox } from "@/components/ui/check-box";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import type { ActionFailure } from "@/lib/api/action-result";
import type { CreatedKey, KeyScope } from "@/lib/keys/schema";
import type { AttestationText } from "./attestation-text";
import { BoundFields, errorOf } from "./bound-fields";
import { inDays, lifetimes } from "./lifetimes";
import { ProjectField, type KeyProject } from "./project-field";
import { readBounds } from "./read-bounds";
import { ScopePicker } from "./scope-picker";

const kinds = [
  { value: "live", name: "Live", text: "Full resolution, spends credits" },
  { value: "test", name: "Test", text: "Free, reduced resolution" },
];

/** `attest` is what a live key needs confirmed first; absent once the organization has confirmed it. */
export function CreateKeyForm({
  projects,
  attest,
  onCreated,
}: {
  projects: readonly KeyProject[];
  attest: AttestationText | null;
  onCreated: (key: CreatedKey) => void;
}) {
  const [kind, setKind] = useState("live");
  const [days, setDays] = useState("365");
  const [scopes, setScopes] = useState<KeyScope[]>(["generate", "read"]);
  const [project, setProject] = useState<string | null>(null);
  const { prove, fields } = useProof();
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<ActionFailure | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setPending(true);
    const form = new FormData(event.currentTarget);
    const name = String(form.get("name"));
    const request = {
      name,
      test: kind === "test",
      scopes,
      end_user_attestation: attest && form.get("attested") ? attest.version : undefined,
      expires_at: inDays(days),
      project_id: project,
      ...readBounds(form),
    };
    const result = await prove(() => createKeyAction(request));
    setPending(false);
    if (result.ok) onCreated(result.data);
    else setFailure(result.error);
  }

  return (
    <form onSubmit={submit} className="mt-5 grid gap-5">
      {failure && !failure.errors && <Notice tone="danger">{failure.message}</Notice>}
      <Field label="Name" error={errorOf(failure, "name")}>
        {(attributes) => (
          <Input
            {...attributes}
            name="name"
            placeholder="Web shop"
            maxLength={100}
            required
            autoFocus
            autoComplete="off"
          />
        )}
      </Field>
      <RadioGroup.Root
        value={kind}
        onValueChange={setKind}
        aria-label="Kind"
        className="grid grid-cols-2 gap-2"
      >
        {kinds.map(({ value, name, text }) => (
          <RadioGroup.Item
            key={value}
            value={value}
            className="rounded-xl border border-line-strong px-3.5 py-3 text-left shadow-low transition-colors hover:bg-muted data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft/60 data-[state=checked]:ring-1 data-[state=checked]:ring-accent"
          >
            <span className="block text-sm font-medium">{name}</span>
            <span className="mt-0.5 block text-xs leading-5 text-secondary">{text}</span>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
      <ScopePicker value={scopes} onChange={setScopes} />
      <Field label="Expires after">
        {({ id }) => <Select id={id} value={days} onChange={setDays} options={lifetimes} />}
      </Field>
      <ProjectField
        projects={projects}
        value={project}
        onChange={setProject}
        error={errorOf(failure, "project_id")}
      />
      <BoundFields live={kind === "live"} failure={failure} />
      {attest && kind === "live" && (
        <CheckBox
          name="attested"
          error={errorOf(failure, "end_user_attestation") && "Tick the box to confirm it."}
        >
          {attest.text}{" "}
          <a href="/settings/end-users" target="_blank" rel="noopener" className="underline">
            What that means
          </a>
        </CheckBox>
      )}
      {fields}
      <Button
        type="submit"
        look="primary"
        pending={pending}
        disabled={scopes.length === 0}
        className="justify-self-end"
      >
        Create key
      </Button>
    </form>
  );
}
