import { isInNetworks } from "@/lib/core/network-address";

/** Whether a caller's address lies in a key's list of addresses and networks; always where the list is empty. */
export const isAllowedAddress = (allowed: readonly string[], address: string): boolean =>
  allowed.length === 0 || isInNetworks(address, allowed);
