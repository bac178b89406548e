import { beforeAll } from "vitest";
import { tryCases } from "./bad-case";
import { fileCases } from "./file-cases";
import { openInProcess, type InProcess } from "./in-process";

let place: InProcess;
beforeAll(async () => {
  place = await openInProcess();
});

tryCases(fileCases, () => place);
