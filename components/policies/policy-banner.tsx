"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { acceptPoliciesAction } from "@/app/(dashboard)/policy-actions";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast-store";
import type { AcceptedPolicies } from "@/lib/policies/schema";

export interface ToldPolicy {
  document: string;
  title: string;
  version: number;
  summary: string;
  /** As people read it. */
  day: string;
}

interface Props {
  coming: readonly ToldPolicy[];
  open: readonly ToldPolicy[];
  shown: AcceptedPolicies;
}

/** Material changes that come, and documents that wait to be accepted. Closing the page accepts nothing. */
export function PolicyBanner({ coming, open, shown }: Props) {
  const router = useRouter();
  const [pending, setPending] = useState(false);

  async function accept() {
    setPending(true);
    const result = await acceptPoliciesAction(shown);
    setPending(false);
    if (!result.ok) return toast({ tone: "danger", title: "Not saved", description: result.error.message });
    toast({ title: "Saved", description: "It stands in your privacy centre." });
    router.refresh();
  }

  return (
    <div className="mb-6 grid gap-3" data-policy-banner>
      {coming.map((policy) => (
        <Notice key={policy.document} title={`Our ${policy.title} changes on ${policy.day}`}>
          {policy.summary} <PolicyLink policy={policy}>What changes</PolicyLink>
        </Notice>
      ))}
      {open.length > 0 && (
        <Notice title="Please read and accept" tone="warning">
          <p>
            {open.map((policy, index) => (
              <span key={policy.document}>
                {index > 0 && " and "}
                <PolicyLink policy={policy}>{policy.title}</PolicyLink> (version {policy.version})
              </span>
            ))}
            {". "}Going on without it accepts nothing.
          </p>
          <Button size="small" pending={pending} onClick={accept} className="mt-2">
            I have read and accept
          </Button>
        </Notice>
      )}
    </div>
  );
}

function PolicyLink({ policy, children }: { policy: ToldPolicy; children: string }) {
  return (
    <a
      href={`/legal/${policy.document}/${policy.version}`}
      target="_blank"
      rel="noopener"
      className="font-medium underline"
    >
      {children}
    </a>
  );
}
