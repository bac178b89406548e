import { serveMcp } from "@/lib/api/mcp/serve-mcp";

export const POST = serveMcp;
export const GET = serveMcp;
export const DELETE = serveMcp;
