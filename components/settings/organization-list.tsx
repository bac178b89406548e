"use client";
import { useState } from "react";
import { switchOrganizationAction } from "@/app/(dashboard)/settings/people-actions";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast-store";
import { loadAnew } from "./load-anew";

/** Where the person who is signed in belongs; one of them is looked at. */
export function OrganizationList({
  organizations,
  current,
}: {
  organizations: readonly { id: string; name: string; role: string }[];
  current: string;
}) {
  const [pending, setPending] = useState<string | null>(null);

  async function go(id: string) {
    setPending(id);
    const result = await switchOrganizationAction({ id });
    if (result.ok) return loadAnew("/overview");
    setPending(null);
    toast({ tone: "danger", title: "Not changed", description: result.error.message });
  }

  return (
    <ul>
      {organizations.map(({ id, name, role }) => (
        <li key={id} className="flex items-center justify-between gap-4 border-t border-line px-5 py-3">
          <div className="min-w-0">
            <p className="truncate text-sm font-medium" dir="auto">
              {name}
            </p>
            <p className="text-note text-secondary">{role}</p>
          </div>
          {id === current ? (
            <Badge tone="success">You are here</Badge>
          ) : (
            <Button
              size="small"
              pending={pending === id}
              onClick={() => go(id)}
              aria-label={`Go there: ${name}`}
            >
              Go there
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
