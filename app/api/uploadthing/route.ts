import { currentContext } from "@/lib/api/session";
import { uploadThingRoute } from "@/lib/api/uploadthing";

/** Pages that send through UploadThing ask here, and its service calls back: no call of the public API. */
export const GET = uploadThingRoute(() => currentContext());
export const POST = GET;
