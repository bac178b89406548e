"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { setProcessingPolicyAction } from "@/app/(dashboard)/settings/actions";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast-store";
import { useForm } from "@/components/ui/use-form";
import type { ProcessingWish } from "@/lib/generations/schema";

const NO_RULE = "no-rule";
const modes = [
  { value: NO_RULE, label: "As each request says" },
  { value: "own", label: "Our own engines alone", hint: "Nothing ever leaves this installation" },
  { value: "any", label: "Also outside processors of the register" },
];
const retentions = [
  { value: NO_RULE, label: "As each request says" },
  {
    value: "zero",
    label: "Nothing is kept",
    hint: "The input goes with the run, each file with its download",
  },
];
const trainings = [
  { value: NO_RULE, label: "Each request says, else never" },
  { value: "deny", label: "Never" },
];
const list = (text: FormDataEntryValue | null) =>
  String(text ?? "")
    .split(/[\s,;]+/)
    .filter(Boolean);

/** The rules that hold for everything the organization sends; a request can only be stricter. */
export function PolicyForm({
  policy,
  processors,
}: {
  policy: ProcessingWish;
  processors: readonly string[];
}) {
  const router = useRouter();
  const [mode, setMode] = useState(policy.mode ?? NO_RULE);
  const [retention, setRetention] = useState(policy.retention ?? NO_RULE);
  const [training, setTraining] = useState(policy.training ?? NO_RULE);
  const { form, pending, errorOf, problem } = useForm({
    schema: async () => (await import("@/lib/generations/schema")).ProcessingWish,
    read: (data): ProcessingWish => {
      const [allow, deny] = [list(data.get("allow")), list(data.get("deny"))];
      const region = String(data.get("region")).trim().toUpperCase();
      return {
        ...(mode !== NO_RULE && { mode: mode as ProcessingWish["mode"] }),
        ...(retention !== NO_RULE && { retention: retention as ProcessingWish["retention"] }),
        ...(training !== NO_RULE && { training: training as ProcessingWish["training"] }),
        ...(allow.length > 0 && { allow }),
        ...(deny.length > 0 && { deny }),
        ...(region && { region }),
      };
    },
    send: setProcessingPolicyAction,
    onDone: () => {
      toast({ title: "These rules hold from the next submission on", undo: back });
      router.refresh();
    },
  });

  async function back() {
    const result = await setProcessingPolicyAction(policy);
    toast(
      result.ok
        ? { title: "The rules are as they were" }
        : { tone: "danger", title: "Not changed back", description: result.error.message },
    );
    router.refresh();
  }

  return (
    <Card>
      <CardHeader
        title="Who may process your data"
        description="Holds for everything that your organization sends. A single request can ask for more care, never for less."
      />
      <form {...form} className="grid gap-5 border-t border-line px-5 py-4 sm:grid-cols-2">
        {problem && (
          <Notice tone="danger" className="sm:col-span-2">
            {problem}
          </Notice>
        )}
        <Field label="Engines" error={errorOf("mode")}>
          {({ id }) => <Select id={id} value={mode} onChange={setMode} options={modes} />}
        </Field>
        <Field label="What is kept" error={errorOf("retention")}>
          {({ id }) => <Select id={id} value={retention} onChange={setRetention} options={retentions} />}
        </Field>
        <Field label="Improving models with it" error={errorOf("training")}>
          {({ id }) => <Select id={id} value={training} onChange={setTraining} options={trainings} />}
        </Field>
        <Field
          label="Region"
          error={errorOf("region")}
          hint="EU, EEA or a country, such as DE. Empty: anywhere."
        >
          {(attributes) => (
            <Input
              {...attributes}
              name="region"
              maxLength={3}
              defaultValue={policy.region}
              autoComplete="off"
            />
          )}
        </Field>
        <Field
          label="Nobody but"
          error={errorOf("allow")}
          hint={`Names of the register, such as ${processors.slice(0, 3).join(", ")}.`}
        >
          {(attributes) => (
            <Input {...attributes} name="allow" defaultValue={policy.allow?.join(", ")} autoComplete="off" />
          )}
        </Field>
        <Field label="None of" error={errorOf("deny")}>
          {(attributes) => (
            <Input {...attributes} name="deny" defaultValue={policy.deny?.join(", ")} autoComplete="off" />
          )}
        </Field>
        <Button type="submit" look="primary" pending={pending} className="justify-self-end sm:col-span-2">
          Save the rules
        </Button>
      </form>
    </Card>
  );
}
