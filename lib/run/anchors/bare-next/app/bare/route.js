/** The least that a Next.js route handler can do: what the API's own routes are measured against. */
export const GET = () => Response.json({ status: "ok" });

/** Takes the form apart and has the picture in its hand, as whoever wants it must, and does nothing with it. */
export async function POST(request) {
  const form = await request.formData();
  const { byteLength } = await form.get("image").arrayBuffer();
  return Response.json({ byteLength }, { status: 202 });
}

export const dynamic = "force-dynamic";
