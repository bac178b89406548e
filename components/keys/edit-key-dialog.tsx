"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent, type ReactNode } from "react";
import { updateKeyAction } from "@/app/(dashboard)/keys/actions";
import { useProof } from "@/components/settings/use-proof";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { formatDate } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import type { ActionFailure } from "@/lib/api/action-result";
import type { ApiKey } from "@/lib/keys/schema";
import { BoundFields, errorOf } from "./bound-fields";
import { inDays, lifetimes } from "./lifetimes";
import { ProjectField, type KeyProject } from "./project-field";
import { readBounds } from "./read-bounds";
import { ScopePicker } from "./scope-picker";

interface Edited {
  apiKey: ApiKey;
  projects: readonly KeyProject[];
}

export function EditKeyDialog({ apiKey, projects, trigger }: Edited & { trigger: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent title="Edit the key" description={apiKey.masked}>
        <EditKeyForm apiKey={apiKey} projects={projects} onSaved={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

const KEEP = "keep";

function EditKeyForm({ apiKey, projects, onSaved }: Edited & { onSaved: () => void }) {
  const client = useQueryClient();
  const [days, setDays] = useState(KEEP);
  const [scopes, setScopes] = useState(apiKey.scopes);
  const [project, setProject] = useState(apiKey.project_id);
  const { prove, fields } = useProof();
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const kept = apiKey.expires_at ? `On ${formatDate(apiKey.expires_at)}, as it is` : "Never, as it is";

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setPending(true);
    const form = new FormData(event.currentTarget);
    const change = {
      name: String(form.get("name")),
      scopes,
      ...readBounds(form),
      // What is left as it is stays out of the record of who moved it.
      ...(project !== apiKey.project_id && { project_id: project }),
      ...(days !== KEEP && { expires_at: inDays(days) }),
    };
    const result = await prove(() => updateKeyAction({ id: apiKey.id, change }));
    setPending(false);
    setFailure(result.ok ? null : result.error);
    if (!result.ok) return;
    onSaved();
    await client.invalidateQueries({ queryKey: ["keys"] });
  }

  return (
    <form onSubmit={submit} className="mt-5 grid gap-5">
      {failure && !failure.errors && <Notice tone="danger">{failure.message}</Notice>}
      <Field label="Name" error={errorOf(failure, "name")}>
        {(attributes) => (
          <Input {...attributes} name="name" defaultValue={apiKey.name} maxLength={100} required autoFocus />
        )}
      </Field>
      <ScopePicker value={scopes} onChange={setScopes} />
      <Field label="Expires" error={errorOf(failure, "expires_at")}>
        {({ id }) => (
          <Select
            id={id}
            value={days}
            onChange={setDays}
            options={[{ value: KEEP, label: kept }, ...later]}
          />
        )}
      </Field>
      <ProjectField
        projects={projects}
        value={project}
        onChange={setProject}
        error={errorOf(failure, "project_id")}
      />
      <BoundFields initial={apiKey} live={!apiKey.test} failure={failure} />
      {fields}
      <Button
        type="submit"
        look="primary"
        pending={pending}
        disabled={scopes.length === 0}
        className="justify-self-end"
      >
        Save
      </Button>
    </form>
  );
}

const later = lifetimes.map(({ value, label }) => ({ value, label: `${label} from now` }));
