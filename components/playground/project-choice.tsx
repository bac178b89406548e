"use client";
import { Card } from "@/components/ui/card";
import { Select } from "@/components/ui/select";

/** A project that is open, with its rules in few words. */
export interface OpenProject {
  id: string;
  name: string;
  rules: string;
}

const NONE = "none";

/** Which project it is made under, and what that means. */
export function ProjectChoice({
  projects,
  value,
  onChange,
}: {
  projects: readonly OpenProject[];
  value: OpenProject | undefined;
  onChange: (id: string) => void;
}) {
  return (
    <Card className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-4" data-project={value?.id}>
      <h2 className="text-sm font-semibold">Project</h2>
      <Select
        label="Project"
        value={value?.id ?? NONE}
        onChange={(id) => onChange(id === NONE ? "" : id)}
        options={[
          { value: NONE, label: "None" },
          ...projects.map(({ id, name, rules }) => ({ value: id, label: name, hint: rules })),
        ]}
        className="w-56 max-sm:w-full"
      />
      <p
        aria-live="polite"
        className="min-w-0 flex-1 basis-60 text-[13px] leading-5 [overflow-wrap:anywhere] text-secondary"
      >
        {value?.rules ?? "As the organization says"}
      </p>
    </Card>
  );
}
