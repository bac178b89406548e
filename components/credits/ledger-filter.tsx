import { AddressSelect } from "@/components/ui/address-select";
import type { SelectOption } from "@/components/ui/select-look";

const kinds = [
  { value: "grant", label: "Granted" },
  { value: "reserve", label: "Reserved" },
  { value: "settle", label: "Settled" },
  { value: "release", label: "Returned" },
  { value: "refund", label: "Paid back" },
  { value: "expire", label: "Expired" },
  { value: "debt", label: "Owed" },
  { value: "adjustment", label: "Adjusted" },
];
/** What a payment page leaves in the address. */
const forget = ["checkout", "cancelled"];

/** Narrows the ledger by kind and by whose generations. */
export function LedgerFilter({ whose }: { whose: readonly SelectOption[] }) {
  return (
    <>
      <AddressSelect name="kind" label="Kind" any="All kinds" options={kinds} forget={forget} />
      <AddressSelect name="who" label="Whose" any="Anybody's" options={whose} forget={forget} />
    </>
  );
}
