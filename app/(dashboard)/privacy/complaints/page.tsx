import type { Metadata } from "next";
import { AuthorityPicker } from "@/components/privacy/authority-picker";
import { PrivacyFrame } from "@/components/privacy/privacy-frame";
import { requireSession } from "@/lib/api/session";
import { env } from "@/lib/core/env";
import { listCountries } from "@/lib/core/countries";
import { authorities } from "@/lib/privacy";

export const metadata: Metadata = { title: "Complaints" };

export default async function ComplaintsPage() {
  await requireSession("/privacy/complaints");
  return (
    <PrivacyFrame at="/privacy/complaints">
      <AuthorityPicker authorities={authorities} countries={listCountries()} contact={env().contactEmail} />
    </PrivacyFrame>
  );
}
