"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { openPrivacyRequestAction } from "@/app/(dashboard)/privacy/actions";
import { Card, CardHeader } from "@/components/ui/card";
import { SettingRow } from "@/components/ui/setting-row";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast-store";
import type { OpenPrivacyRequest, PrivacyRequest, Purpose } from "@/lib/privacy/schema";
import { holds } from "./request-words";

const purposeNames: Record<Purpose, { name: string; hint: string }> = {
  training: {
    name: "Object to training",
    hint: "Nothing of yours may improve models, whatever was agreed before.",
  },
  service_improvement: {
    name: "Object to analysis",
    hint: "You are left out of every analysis that improves the service.",
  },
  marketing_mail: {
    name: "Object to mail about offers",
    hint: "You get the mails that the service needs, and no others.",
  },
};

/** Restriction and objections: switches that hold at once. */
export function LimitsCard({ requests }: { requests: readonly PrivacyRequest[] }) {
  const router = useRouter();
  const [pending, setPending] = useState(false);

  async function ask(wish: OpenPrivacyRequest, done: string) {
    setPending(true);
    const result = await openPrivacyRequestAction(wish);
    setPending(false);
    if (!result.ok) toast({ tone: "danger", title: "Not done", description: result.error.message });
    else toast({ title: done, description: "It holds from this moment on." });
    router.refresh();
  }

  const restricted = holds(requests, ["restriction", "lift_restriction"]);
  return (
    <Card>
      <CardHeader
        title="Limit what is done"
        description="Each holds at once, and can be taken back as easily."
      />
      <SettingRow
        name="Only keep my data"
        hint="Everything stays as it is and nothing is done with it: no new models, no analysis, no deletion by age."
      >
        {(attributes) => (
          <Switch
            {...attributes}
            checked={restricted}
            disabled={pending}
            onCheckedChange={(on) =>
              ask(
                { type: on ? "restriction" : "lift_restriction" },
                on ? "Restricted" : "The restriction is lifted",
              )
            }
          />
        )}
      </SettingRow>
      {(Object.keys(purposeNames) as Purpose[]).map((purpose) => (
        <SettingRow key={purpose} {...purposeNames[purpose]}>
          {(attributes) => (
            <Switch
              {...attributes}
              checked={holds(requests, ["objection", "withdraw_objection"], purpose)}
              disabled={pending}
              onCheckedChange={(on) =>
                ask(
                  { type: on ? "objection" : "withdraw_objection", purpose },
                  on ? "Objected" : "Objection taken back",
                )
              }
            />
          )}
        </SettingRow>
      ))}
    </Card>
  );
}
