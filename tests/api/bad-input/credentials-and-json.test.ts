import { beforeAll } from "vitest";
import { tryCases } from "./bad-case";
import { credentialCases } from "./credential-cases";
import { openInProcess, type InProcess } from "./in-process";
import { jsonCases } from "./json-cases";

let place: InProcess;
beforeAll(async () => {
  place = await openInProcess();
});

tryCases([...credentialCases, ...jsonCases], () => place);
