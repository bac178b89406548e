import { ExpiringMap } from "@/lib/core/expiring-map";
import { processWide } from "@/lib/core/process-wide";
import { listPolicyVersions } from "./policy-versions";
import type { PolicyDocument } from "./schema";

const cache = processWide("material-versions", () => new ExpiringMap<number>(60_000, 10));

/** The newest version in force that changed something that matters; a minute old at most. */
export const materialVersion = (document: PolicyDocument): Promise<number> =>
  cache.get(document, async () => {
    const versions = await listPolicyVersions(document);
    const held = versions.filter(
      ({ material, state }) => material && ["effective", "replaced"].includes(state),
    );
    return Math.max(...held.map(({ version }) => version));
  });
