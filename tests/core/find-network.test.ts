import { beforeAll, describe, expect, it } from "vitest";
import { findNetwork } from "@/lib/core/find-network";
import { ensureNetworks } from "../support/networks";

beforeAll(ensureNetworks);

describe("row 7: the network of an address", () => {
  it.each([
    ["8.8.8.8", 15169, "Google LLC", "US"],
    ["::ffff:8.8.8.8", 15169, "Google LLC", "US"],
    ["2001:4860:4860::8888", 15169, "Google LLC", "US"],
    ["2001:4860:4860:0:0:0:0:8844", 15169, "Google LLC", "US"],
    ["80.156.1.1", 3320, "Deutsche Telekom AG", "DE"],
  ])("row 7: %s belongs to AS%i, %s, in %s", (address, asn, name, country) =>
    expect(findNetwork(address)).toEqual({ asn, name, country }),
  );

  it.each([
    "10.0.0.1",
    "127.0.0.1",
    "203.0.113.4",
    "0.0.0.0",
    "255.255.255.255",
    "::",
    "::1",
    "fd00::1",
    "fe80::1%eth0",
    "64:ff9b::8.8.8.8",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "unknown",
    "8.8.8",
    "",
  ])("row 7: %j belongs to none", (address) => expect(findNetwork(address)).toBeNull());
});
