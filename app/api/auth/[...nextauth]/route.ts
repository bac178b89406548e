import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import { authOptions } from "@/lib/api/auth-options";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

export async function GET(request: NextRequest, context: RouteContext): Promise<Response> {
  return NextAuth(request, context, authOptions());
}

export async function POST(request: NextRequest, context: RouteContext): Promise<Response> {
  const { nextauth } = await context.params;
  const response: Response = await NextAuth(request, context, authOptions());
  // What the browser kept for the person goes with them.
  if (nextauth[0] === "signout") response.headers.set("Clear-Site-Data", '"storage"');
  if (["credentials", "passkey"].includes(nextauth[1]) && response.status === 401) return asRefusal(response);
  return response;
}

/**
 * A refused sign-in is an answer and no failure of the page: the body names it, and status 200 keeps browsers from
 * writing an error to the console.
 */
async function asRefusal(response: Response): Promise<Response> {
  return new Response(await response.text(), { status: 200, headers: response.headers });
}
