"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CheckList } from "@/components/ui/check-list";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { useForm } from "@/components/ui/use-form";
import type { ActionResult } from "@/lib/api/action-result";
import type { CreateEndpoint, EventType, WebhookEndpoint } from "@/lib/webhooks/schema";
import { eventMeanings } from "./event-names";

const kinds = [
  { value: "all", label: "Every event", hint: "Also types that are still to come" },
  { value: "some", label: "Only those chosen below" },
];

/** Address, description and types of an endpoint, new or known. */
export function EndpointForm<Data>({
  initial,
  types,
  submit,
  send,
  onDone,
}: {
  initial?: WebhookEndpoint;
  types: readonly EventType[];
  submit: string;
  send: (input: CreateEndpoint) => Promise<ActionResult<Data>>;
  onDone: (data: Data) => void;
}) {
  const [kind, setKind] = useState(initial && initial.event_types.length > 0 ? "some" : "all");
  const [chosen, setChosen] = useState<string[]>(
    initial && initial.event_types.length > 0
      ? initial.event_types
      : ["generation.completed", "generation.failed"],
  );
  const { form, pending, errorOf, problem } = useForm({
    schema: async () => (await import("@/lib/webhooks/schema")).CreateEndpoint,
    read: (data): CreateEndpoint => ({
      url: String(data.get("url")).trim(),
      description: String(data.get("description")),
      event_types: kind === "all" ? [] : (chosen as EventType[]),
    }),
    send,
    onDone,
  });
  const none = kind === "some" && chosen.length === 0;
  return (
    <form {...form} className="mt-5 grid gap-5">
      {problem && <Notice tone="danger">{problem}</Notice>}
      <Field label="Address" error={errorOf("url")} hint="A POST is sent there within seconds of each event.">
        {(attributes) => (
          <Input
            {...attributes}
            name="url"
            type="url"
            inputMode="url"
            defaultValue={initial?.url}
            placeholder="https://shop.example/hooks"
            autoComplete="off"
            spellCheck={false}
            autoFocus
          />
        )}
      </Field>
      <Field
        label="Description"
        error={errorOf("description")}
        aside={<span className="text-xs text-faint">optional</span>}
      >
        {(attributes) => (
          <Input
            {...attributes}
            name="description"
            defaultValue={initial?.description}
            placeholder="Order desk"
            autoComplete="off"
          />
        )}
      </Field>
      <Field label="Events" error={none ? "Choose at least one." : errorOf("event_types")}>
        {({ id }) => <Select id={id} value={kind} onChange={setKind} options={kinds} />}
      </Field>
      {kind === "some" && (
        <CheckList
          label="Types of events"
          value={chosen}
          onChange={setChosen}
          options={types.map((type) => ({ value: type, label: type, hint: eventMeanings[type] }))}
          className="max-h-64 overflow-y-auto rounded-xl border border-line px-4 py-2"
        />
      )}
      <Button type="submit" look="primary" pending={pending} disabled={none} className="justify-self-end">
        {submit}
      </Button>
    </form>
  );
}
