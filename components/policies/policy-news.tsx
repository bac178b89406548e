import { formatDate } from "@/components/ui/format";
import type { PolicyNotice, PolicyVersion } from "@/lib/policies";
import type { ShownPolicy } from "@/lib/policies/schema";
import { PolicyBanner, type ToldPolicy } from "./policy-banner";

/** What the dashboard tells of the policies; nothing where there is nothing to tell. `all` are those that are accepted together. */
export function PolicyNews({
  notices,
  unaccepted,
  all,
}: {
  notices: readonly PolicyNotice[];
  unaccepted: readonly PolicyVersion[];
  all: ShownPolicy[];
}) {
  const coming = notices.filter(({ effective }) => !effective);
  if (coming.length === 0 && unaccepted.length === 0) return null;
  return <PolicyBanner coming={coming.map(tell)} open={unaccepted.map(tell)} shown={all} />;
}

const tell = ({
  document,
  title,
  version,
  summary,
  effectiveAt,
}: PolicyNotice | PolicyVersion): ToldPolicy => ({
  document,
  title,
  version,
  summary,
  day: effectiveAt ? formatDate(effectiveAt.toISOString()) : "",
});
