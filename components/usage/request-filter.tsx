import { AddressSelect } from "@/components/ui/address-select";
import type { SelectOption } from "@/components/ui/select-look";

const statuses = [
  { value: "2xx", label: "2xx, done" },
  { value: "4xx", label: "4xx, refused" },
  { value: "5xx", label: "5xx, failed" },
  { value: "429", label: "429, too many" },
];
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"].map((value) => ({ value, label: value }));

/** Narrows the log of requests. */
export function RequestFilter({
  keys,
  projects,
}: {
  keys: readonly SelectOption[];
  projects: readonly SelectOption[];
}) {
  return (
    <div className="flex flex-wrap gap-2">
      <AddressSelect name="status" label="Status" any="Any status" options={statuses} />
      <AddressSelect name="method" label="Method" any="Any method" options={methods} />
      <AddressSelect name="key" label="Key" any="Any key" options={keys} />
      {projects.length > 0 && (
        <AddressSelect name="project" label="Project" any="Any project" options={projects} />
      )}
    </div>
  );
}
