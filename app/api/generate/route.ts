import { refuse, route } from "@/lib/api";
import { submit } from "@/lib/api/wire";
import { wireContracts as c } from "@/lib/api/wire/contract";

export const POST = route(c.submit, async ({ ctx, body, files, reply }) => {
  const submitted = await submit(ctx, body, files.image?.[0]);
  reply.generationId = submitted.generation_uid;
  reply.creditsUsed = submitted.credits_used;
  return submitted;
});
export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = refuse(POST);
