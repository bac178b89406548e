import type { Metadata } from "next";
import { ConfirmAddressForm } from "@/components/accounts/confirm-address-form";
import { readEntryWords } from "@/components/site/read-entry-words";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readEntryWords()).address.title, referrer: "no-referrer" };
}

export default async function ConfirmAddressPage() {
  const { address } = await readEntryWords();
  return (
    <div className="w-full max-w-sm">
      <h1 className="mb-2 text-2xl font-semibold tracking-tight">{address.title}</h1>
      <p className="mb-7 text-secondary">{address.hint}</p>
      <ConfirmAddressForm words={address} />
    </div>
  );
}
