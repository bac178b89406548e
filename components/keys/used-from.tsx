import { TriangleAlert } from "lucide-react";
import { Ago } from "@/components/ui/ago";
import { formatDate } from "@/components/ui/format";
import type { ApiKey } from "@/lib/keys/schema";

const WARNED_MS = 7 * 24 * 60 * 60 * 1000;

/** When and where a key was last used, and for a week that it was from a network that is new to it. */
export function UsedFrom({ apiKey: { last_used_at: lastUsedAt, used_from: uses } }: { apiKey: ApiKey }) {
  if (!lastUsedAt) return <span className="text-faint">Never</span>;
  const [last] = uses;
  const strange = findStrange(uses, lastUsedAt);
  return (
    <>
      <Ago time={lastUsedAt} />
      {last && (
        <span className="block max-w-44 truncate text-xs text-faint" title={describe(last)}>
          {describe(last)}
        </span>
      )}
      {strange && (
        <span className="mt-0.5 flex max-w-44 items-start gap-1 text-xs whitespace-normal text-warning">
          <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {strange === last ? "A new network" : describe(strange)} since {formatDate(strange.first_used_at)}.
          Not you? Rotate it.
        </span>
      )}
    </>
  );
}

type Use = ApiKey["used_from"][number];

const describe = ({ network, country, address }: Use): string =>
  network ? `${address} (${network}${country ? `, ${country}` : ""})` : address;

/** The newest network beside the one that the key began with. */
function findStrange(uses: readonly Use[], lastUsedAt: string): Use | undefined {
  const named = uses
    .filter(({ network }) => network)
    .sort((a, b) => a.first_used_at.localeCompare(b.first_used_at));
  const newest = named.slice(1).at(-1);
  return newest && Date.parse(lastUsedAt) - Date.parse(newest.first_used_at) < WARNED_MS ? newest : undefined;
}
