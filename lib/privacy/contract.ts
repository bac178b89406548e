import { contract } from "@/lib/core/contract";
import { ProcessorRegister } from "./schema";

export const privacyContracts = {
  processors: contract({
    id: "privacy.list_processors",
    method: "GET",
    path: "/api/v1/processors",
    summary: "List who processes what is sent",
    access: "public",
    output: ProcessorRegister,
    status: 200,
    errors: [],
  }),
};
