import type { MadeWithKey } from "@/lib/core/made-with-key";
import { eraseOfKey } from "@/lib/generations";
import { eraseNetworksOfKey } from "@/lib/keys";
import { erasePrintsOfKey } from "@/lib/prints";
import { eraseUploadsOfKey } from "@/lib/uploads";
import { eraseRequestsOfKey } from "@/lib/usage";

/** Everything, generations last: of these somebody outside may refuse. Returns how much of what there was. */
export async function eraseMadeWithKey(scope: MadeWithKey, signal?: AbortSignal) {
  const count = async (erased: AsyncGenerator<string>): Promise<number> => {
    for (let items = 0; ; items++) {
      signal?.throwIfAborted();
      if ((await erased.next()).done) return items;
    }
  };
  const uploads = await count(eraseUploadsOfKey(scope));
  const prints = await count(erasePrintsOfKey(scope));
  const requests = await eraseRequestsOfKey(scope);
  const networks = await eraseNetworksOfKey(scope);
  const generations = await count(eraseOfKey(scope));
  return { generations, prints, uploads, requests, networks };
}
