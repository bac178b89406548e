"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { setConsentsAction } from "@/app/(dashboard)/settings/actions";
import { Card, CardHeader } from "@/components/ui/card";
import { SettingRow } from "@/components/ui/setting-row";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast-store";
import type { Consent } from "@/lib/privacy/schema";

const names: Record<Consent["purpose"], string> = {
  training: "Improve models",
  service_improvement: "Improve the service",
  marketing_mail: "Mail about offers",
};

/** What the organization agrees to: each by itself, all off unless it says so. */
export function ConsentCard({ consents, mayChange }: { consents: readonly Consent[]; mayChange: boolean }) {
  const router = useRouter();
  const [pending, setPending] = useState(false);

  async function decide({ purpose, version }: Consent, given: boolean) {
    setPending(true);
    const result = await setConsentsAction({ consents: [{ purpose, version, given }] });
    setPending(false);
    if (!result.ok) return toast({ tone: "danger", title: "Not saved", description: result.error.message });
    toast({ title: given ? "Consent given" : "Consent withdrawn", description: "From the next request on." });
    router.refresh();
  }

  return (
    <Card>
      <CardHeader
        title="Consents"
        description={`Nothing here is needed to use the service.${mayChange ? "" : " Owners and admins of your organization decide."}`}
      />
      {consents.map((consent) => (
        <SettingRow key={consent.purpose} name={names[consent.purpose]} hint={consent.text}>
          {(attributes) => (
            <Switch
              {...attributes}
              checked={consent.given}
              disabled={pending || !mayChange}
              onCheckedChange={(given) => decide(consent, given)}
            />
          )}
        </SettingRow>
      ))}
    </Card>
  );
}
