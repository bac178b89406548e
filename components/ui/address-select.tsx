"use client";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { Select } from "./select";
import type { SelectOption } from "./select-look";

const ANY = "any";

/**
 * Narrows a list by one parameter of the page's address, so that each choice has an address of its own. A choice begins at
 * the list's first page, and drops what `forget` names besides.
 */
export function AddressSelect({
  name,
  label,
  any,
  options,
  forget = [],
}: {
  name: string;
  label: string;
  /** What the choice of none is called. */
  any: string;
  options: readonly SelectOption[];
  forget?: readonly string[];
}) {
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const choose = (value: string) => {
    const next = new URLSearchParams(search);
    for (const over of ["after", ...forget]) next.delete(over);
    if (value === ANY) next.delete(name);
    else next.set(name, value);
    router.push(`${path}?${next}`, { scroll: false });
  };
  return (
    <Select
      label={label}
      value={search.get(name) ?? ANY}
      onChange={choose}
      options={[{ value: ANY, label: any }, ...options]}
      className="h-9 w-auto min-w-32"
    />
  );
}
