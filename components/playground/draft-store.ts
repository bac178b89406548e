import type { MapSource } from "./front-map";
import type { PictureEdit, PictureMask } from "./picture-messages";
import type { PlaygroundState } from "./playground-state";

/** What a person had on the page, kept in this browser until it is sent or replaced. */
export interface Draft {
  state: PlaygroundState;
  pictures: { source: Blob; name: string; edit: PictureEdit; mask?: PictureMask; map?: MapSource }[];
}

/**
 * The draft of one person. Those of others in this browser are removed: nobody sees a picture of who was here before. Storage
 * that is full or forbidden loses the draft and nothing else.
 */
export async function loadDraft(owner: string): Promise<Draft | null> {
  const store = await open("readwrite").catch(() => null);
  if (!store) return null;
  for (const key of await done(store.getAllKeys())) if (key !== owner) store.delete(key);
  return ((await done(store.get(owner))) as Draft | undefined) ?? null;
}

export async function saveDraft(owner: string, draft: Draft): Promise<void> {
  const store = await open("readwrite").catch(() => null);
  if (!store) return;
  // Kept is what is committed: pictures are written after the request was answered, and a page that is left ends that.
  const committed = new Promise<void>((resolve) => {
    for (const end of ["complete", "abort"]) store.transaction.addEventListener(end, () => resolve());
  });
  await done(store.put(draft, owner)).catch(() => undefined);
  await committed;
}

const NAME = "printpal-drafts";

async function open(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(NAME);
  const database = await done(opening);
  const transaction = database.transaction(NAME, mode);
  transaction.oncomplete = transaction.onabort = () => database.close();
  return transaction.objectStore(NAME);
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("storage"));
  });
