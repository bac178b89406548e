import { beforeAll } from "vitest";
import { tryCases } from "./bad-case";
import { openOverTheWire, type OverTheWire } from "./over-the-wire";
import { transportCases } from "./transport-cases";

let place: OverTheWire;
beforeAll(async () => {
  place = await openOverTheWire();
  // The first file of a run that asks for the portal also builds it.
}, 400_000);

tryCases(transportCases, () => place);
