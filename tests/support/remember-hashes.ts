import { vi } from "vitest";
import type * as Hashes from "@/lib/accounts/hash-password";

/**
 * The real password hash, worked out once for each password and each comparison of a file: it takes a third of a second
 * and 128 MiB each time. Its calls can be counted. For `vi.mock("@/lib/accounts/hash-password", …)` in tests that are
 * not about the hash.
 */
export function rememberHashes(real: typeof Hashes): typeof Hashes {
  const remembered = new Map<string, Promise<unknown>>();
  const once = <T>(key: string, work: () => Promise<T>): Promise<T> => {
    if (!remembered.has(key)) remembered.set(key, work());
    return remembered.get(key) as Promise<T>;
  };
  return {
    ...real,
    hashPassword: vi.fn((password: string) => once(password, () => real.hashPassword(password))),
    verifyPassword: vi.fn((password: string, stored: string | undefined) =>
      once(JSON.stringify([password, stored ?? null]), () => real.verifyPassword(password, stored)),
    ),
  };
}
