"use client";
import { useState, type ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ProcessingWish } from "@/lib/generations/schema";

const NO_RULE = "no-rule";
const modes = [
  { value: "own", label: "Our own engines alone", hint: "Nothing ever leaves this installation" },
  { value: "any", label: "Also outside processors of the register" },
];
const retentions = [
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

export interface RuleFields {
  fields: (errorOf: (name: string) => string | undefined) => ReactNode;
  read: (data: FormData) => ProcessingWish;
}

/** The fields of rules on who may process what is sent, and what they say. `training` replaces the one on training. */
export function useRules(
  policy: ProcessingWish,
  {
    processors,
    otherwise = "As each request says",
    training: other,
  }: { processors: readonly string[]; otherwise?: string; training?: ReactNode },
): RuleFields {
  const [mode, setMode] = useState(policy.mode ?? NO_RULE);
  const [retention, setRetention] = useState(policy.retention ?? NO_RULE);
  const [training, setTraining] = useState(policy.training ?? NO_RULE);
  return {
    read: (data) => {
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
    fields: (errorOf) => (
      <>
        <Field label="Engines" error={errorOf("mode")}>
          {({ id }) => (
            <Select
              id={id}
              value={mode}
              onChange={setMode}
              options={[{ value: NO_RULE, label: otherwise }, ...modes]}
            />
          )}
        </Field>
        <Field label="What is kept" error={errorOf("retention")}>
          {({ id }) => (
            <Select
              id={id}
              value={retention}
              onChange={setRetention}
              options={[{ value: NO_RULE, label: otherwise }, ...retentions]}
            />
          )}
        </Field>
        {other ?? (
          <Field label="Improving models with it" error={errorOf("training")}>
            {({ id }) => <Select id={id} value={training} onChange={setTraining} options={trainings} />}
          </Field>
        )}
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
      </>
    ),
  };
}
