"use client";
import { Card, CardHeader } from "@/components/ui/card";
import type { Pack, PackName } from "@/lib/billing/schema";
import { PackOffer } from "./pack-offer";

/** Credits that are bought once and never expire. `closed` says why nothing can be bought. */
export function PackGrid({
  packs,
  most,
  closed,
}: {
  packs: readonly (Pack & { id: PackName })[];
  /** How many of one a purchase may hold. */
  most: number;
  closed: string | null;
}) {
  return (
    <Card id="packs">
      <CardHeader
        title="Packs"
        description="Bought once. They never expire, and are spent after a plan's credits."
      />
      <ul className="grid gap-px overflow-hidden rounded-b-xl border-t border-line bg-line sm:grid-cols-2 xl:grid-cols-4">
        {packs.map((pack) => (
          <PackOffer key={pack.id} pack={pack} most={most} closed={closed !== null} />
        ))}
      </ul>
      {closed && <p className="border-t border-line px-5 py-3 text-note text-secondary">{closed}</p>}
    </Card>
  );
}
