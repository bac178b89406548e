import { useState } from "react";

/** Whether something was ever so: keeps what is fetched on demand in place once it was needed. */
export function useOnceTrue(now: boolean): boolean {
  const [ever, setEver] = useState(now);
  if (now && !ever) setEver(true);
  return ever || now;
}
