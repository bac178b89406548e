import { expect, it } from "vitest";
import { isInNetworks, isPublicAddress, isThisMachine } from "@/lib/core/network-address";

it.each(["8.8.8.8", "1.1.1.1", "203.0.114.1", "2606:4700::1111", "2001:4860:4860::8888"])(
  "takes %s for public",
  (address) => expect(isPublicAddress(address)).toBe(true),
);

it.each([
  ...["0.0.0.0", "127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"],
  ...[
    "100.64.0.1",
    "100.127.255.255",
    "169.254.169.254",
    "192.0.0.8",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.1",
  ],
  ...["203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255"],
  ...["::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:8.8.8.8", "64:ff9b::7f00:1"],
  ...[
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2001:0:1::1",
    "2001:db8::1",
    "fc00::1",
    "fdff::1",
    "fe80::1",
    "ff02::1",
  ],
  ...["", "localhost", "8.8.8", "8.8.8.8/32", "2130706433"],
])("takes %s for none that is public", (address) => expect(isPublicAddress(address)).toBe(false));

it("finds an address in single addresses and networks of both families", () => {
  const networks = ["10.1.0.0/16", "203.0.113.7", "fd00:1::/32"];
  expect(isInNetworks("10.1.255.255", networks)).toBe(true);
  expect(isInNetworks("::ffff:10.1.2.3", networks)).toBe(true);
  expect(isInNetworks("203.0.113.7", networks)).toBe(true);
  expect(isInNetworks("fd00:1::9", networks)).toBe(true);
  expect(isInNetworks("10.2.0.1", networks)).toBe(false);
  expect(isInNetworks("203.0.113.8", networks)).toBe(false);
  expect(isInNetworks("fd00:2::9", networks)).toBe(false);
  expect(isInNetworks("10.1.0.1", [])).toBe(false);
});

it.each(["localhost", "portal.localhost", "127.0.0.1", "127.9.9.9", "[::1]"])(
  "takes %s for this machine",
  (host) => expect(isThisMachine(host)).toBe(true),
);

it.each(["", "localhost.example", "mylocalhost", "127.0.0.1.example", "128.0.0.1", "[::2]", "0.0.0.0"])(
  "takes %s for another machine",
  (host) => expect(isThisMachine(host)).toBe(false),
);
