import { isIP } from "node:net";

/**
 * An address with what tells one caller from its neighbours taken off: the last byte of IPv4, all but the first 48 bits of
 * IPv6. Null for what is no address.
 */
export function truncateAddress(address: string): string | null {
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  if (isIP(plain) === 4) return `${plain.split(".").slice(0, 3).join(".")}.0/24`;
  if (isIP(plain) !== 6) return null;
  const [head, tail] = plain.split("::");
  const groups = head.split(":").filter(Boolean);
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(":").filter(Boolean).length;
  const all = [...groups, ...Array.from({ length: missing }, () => "0"), ...(tail ?? "").split(":")];
  return `${all
    .slice(0, 3)
    .map((group) => (group || "0").toLowerCase())
    .join(":")}::/48`;
}
