import { BlockList, isIP } from "node:net";

/**
 * Whether a server of ours may connect to an address on somebody's word: only public unicast ones. Everything that IANA
 * sets aside is refused (this host, private, shared, link-local, documentation, multicast, reserved), and so is every
 * IPv6 form that carries an IPv4 address inside, for the one inside would not be looked at.
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  return family === 6 ? !reserved6.check(address, "ipv6") : !reserved4.check(address, "ipv4");
}

/**
 * Whether one of the addresses and networks (CIDR) holds the address. An IPv4 address inside IPv6 (::ffff:203.0.113.7),
 * as sockets report it, counts as what it stands for. What is no address is nowhere.
 */
export function isInNetworks(address: string, networks: readonly string[]): boolean {
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  const family = isIP(plain);
  if (family === 0 || networks.length === 0) return false;
  const list = new BlockList();
  for (const network of networks) addNetwork(list, network);
  return list.check(plain, family === 6 ? "ipv6" : "ipv4");
}

/** Whether a URL's host name leads to this machine itself, which no name server is asked about. */
export const isThisMachine = (hostname: string): boolean =>
  /^((.+\.)?localhost|127\.[\d.]+|\[::1\])$/.test(hostname);

/** Whether others can reach the portal under its address. */
export function isPublicSite(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" && !isThisMachine(hostname);
}

function addNetwork(list: BlockList, network: string): void {
  const [base, bits] = network.split("/");
  const family = isIP(base);
  if (family === 0) return;
  list.addSubnet(base, Number(bits ?? (family === 6 ? 128 : 32)), family === 6 ? "ipv6" : "ipv4");
}

/** The special-purpose registries of IANA, as of RFC 6890 and its updates. */
const RESERVED4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.31.196.0/24",
  "192.52.193.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "192.175.48.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];

/** A list for each family: one list for both would take the mapped addresses for all of IPv4. */
const RESERVED6 = [
  // Unspecified, loopback, and the long deprecated IPv4-compatible form.
  "::/96",
  "::ffff:0:0/96",
  "64:ff9b::/96",
  "64:ff9b:1::/48",
  "100::/64",
  // Teredo, benchmarking, ORCHID and documentation lie in here.
  "2001::/23",
  "2001:db8::/32",
  "2002::/16",
  "3fff::/20",
  "5f00::/16",
  "fc00::/7",
  "fe80::/10",
  "fec0::/10",
  "ff00::/8",
];

const reserved4 = new BlockList();
const reserved6 = new BlockList();
for (const network of RESERVED4) addNetwork(reserved4, network);
for (const network of RESERVED6) addNetwork(reserved6, network);
