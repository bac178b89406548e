import { afterAll, beforeAll } from "vitest";
import { tryCases } from "./bad-case";
import { openInProcess, type InProcess } from "./in-process";
import { stateCases } from "./state-cases";
import { answerNames, openReceiver, urlCases, type Receiver } from "./url-cases";

let place: InProcess;
let receiver: Receiver;
beforeAll(async () => {
  place = await openInProcess();
  receiver = await openReceiver();
  answerNames();
});
afterAll(() => receiver?.close());

tryCases([...urlCases(() => receiver), ...stateCases], () => place);
