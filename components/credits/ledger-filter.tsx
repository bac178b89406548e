"use client";
import { useRouter, useSearchParams } from "next/navigation";
import { Select } from "@/components/ui/select";
import type { SelectOption } from "@/components/ui/select-look";

const ANY = "any";
const kinds = [
  { value: ANY, label: "All kinds" },
  { value: "grant", label: "Granted" },
  { value: "reserve", label: "Reserved" },
  { value: "settle", label: "Settled" },
  { value: "release", label: "Returned" },
  { value: "refund", label: "Paid back" },
  { value: "expire", label: "Expired" },
  { value: "debt", label: "Owed" },
  { value: "adjustment", label: "Adjusted" },
];

/** Narrows the ledger by kind and by whose generations; each choice has its address. */
export function LedgerFilter({ whose }: { whose: readonly SelectOption[] }) {
  const router = useRouter();
  const search = useSearchParams();
  const choose = (name: string) => (value: string) => {
    const next = new URLSearchParams(search);
    for (const over of ["after", "checkout", "cancelled"]) next.delete(over);
    if (value === ANY) next.delete(name);
    else next.set(name, value);
    router.push(`/credits?${next}`, { scroll: false });
  };
  const field = (name: string, label: string, options: readonly SelectOption[]) => (
    <Select
      label={label}
      value={search.get(name) ?? ANY}
      onChange={choose(name)}
      options={options}
      className="h-9 w-auto min-w-32"
    />
  );
  return (
    <>
      {field("kind", "Kind", kinds)}
      {field("who", "Whose", [{ value: ANY, label: "Anybody's" }, ...whose])}
    </>
  );
}
