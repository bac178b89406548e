type Keep = () => Promise<void>;

const keepers = new Set<Keep>();
/** Storage that does not answer holds nobody up for longer. */
const PATIENCE_MS = 3_000;

/**
 * For whoever's session has ended: to the sign-in, which leads back to this page. Waits until what stands on the page is
 * kept.
 */
export async function leaveToSignIn(): Promise<void> {
  const kept = Promise.allSettled([...keepers].map((keep) => keep()));
  await Promise.race([kept, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  const { pathname, search } = window.location;
  // eslint-disable-next-line @next/next/no-location-assign-relative-destination -- a full load: nothing of the ended session stays in this window
  window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}

/** Has `keep` run before this window is left for a sign-in. Gives what takes that back. */
export function keepBeforeSignIn(keep: Keep): () => void {
  keepers.add(keep);
  return () => void keepers.delete(keep);
}
