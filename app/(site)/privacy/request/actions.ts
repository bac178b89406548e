"use server";
import { headers } from "next/headers";
import { publicAction } from "@/lib/api/action";
import { clientAddress } from "@/lib/api/client-address";
import {
  agreeToAgent,
  askOutside,
  enterCode,
  readAgentRequest,
  readOutsideStatus,
  reportChild,
} from "@/lib/privacy";
import {
  AgentLink,
  AgreeToAgent,
  AskOutside,
  EnterCode,
  ReportChild,
  StatusLink,
} from "@/lib/privacy/schema";

const address = async () => clientAddress(await headers());

export const askOutsideAction = publicAction(AskOutside, async (wish) => askOutside(wish, await address()));
export const reportChildAction = publicAction(ReportChild, async (wish) =>
  reportChild(wish, await address()),
);
export const enterCodeAction = publicAction(EnterCode, async (input, requestId) =>
  enterCode(input, { address: await address(), requestId }),
);
export const readStatusAction = publicAction(StatusLink, async ({ token }) =>
  readOutsideStatus(token, await address()),
);
export const readAgentRequestAction = publicAction(AgentLink, async (link) =>
  readAgentRequest(link, await address()),
);
export const agreeToAgentAction = publicAction(AgreeToAgent, async (input, requestId) =>
  agreeToAgent(input, { address: await address(), requestId }),
);
