/** The least that a Next.js route handler can do: what the API's own routes are measured against. */
export const GET = () => Response.json({ status: "ok" });

export async function POST(request) {
  const { byteLength } = await request.arrayBuffer();
  return Response.json({ byteLength }, { status: 202 });
}

export const dynamic = "force-dynamic";
