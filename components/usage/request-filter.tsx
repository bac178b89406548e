"use client";
import { useRouter, useSearchParams } from "next/navigation";
import { Select } from "@/components/ui/select";
import type { SelectOption } from "@/components/ui/select-look";

const ANY = "any";
const statuses = [
  { value: ANY, label: "Any status" },
  { value: "2xx", label: "2xx, done" },
  { value: "4xx", label: "4xx, refused" },
  { value: "5xx", label: "5xx, failed" },
  { value: "429", label: "429, too many" },
];
const methods = [ANY, "GET", "POST", "PUT", "PATCH", "DELETE"].map((value) => ({
  value,
  label: value === ANY ? "Any method" : value,
}));

/** Narrows the log; each choice has its address. */
export function RequestFilter({ keys }: { keys: readonly SelectOption[] }) {
  const router = useRouter();
  const search = useSearchParams();
  const choose = (name: string) => (value: string) => {
    const next = new URLSearchParams(search);
    next.delete("after");
    if (value === ANY) next.delete(name);
    else next.set(name, value);
    router.push(`/usage?${next}`, { scroll: false });
  };
  const field = (name: string, label: string, options: readonly SelectOption[]) => (
    <Select
      label={label}
      value={search.get(name) ?? ANY}
      onChange={choose(name)}
      options={options}
      className="h-9 w-auto min-w-36"
    />
  );
  return (
    <div className="flex flex-wrap gap-2">
      {field("status", "Status", statuses)}
      {field("method", "Method", methods)}
      {field("key", "Key", [{ value: ANY, label: "Any key" }, ...keys])}
    </div>
  );
}
