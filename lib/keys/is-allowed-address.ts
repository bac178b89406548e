import { BlockList, isIP } from "node:net";

/**
 * Whether a caller's address lies in a key's list of addresses and networks; always where the list is empty. An IPv4
 * address inside IPv6 (::ffff:203.0.113.7), as sockets report it, counts as what it stands for. An address that is none
 * is nowhere.
 */
export function isAllowedAddress(allowed: readonly string[], address: string): boolean {
  if (allowed.length === 0) return true;
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  if (isIP(plain) === 0) return false;
  const list = new BlockList();
  for (const entry of allowed) {
    const [network, prefix] = entry.split("/");
    const family = isIP(network) === 6 ? "ipv6" : "ipv4";
    if (prefix === undefined) list.addAddress(network, family);
    else list.addSubnet(network, Number(prefix), family);
  }
  return list.check(plain, isIP(plain) === 6 ? "ipv6" : "ipv4");
}
