/** Says to browsers that their Global Privacy Control signal is honoured here. */
export const GET = (): Response =>
  Response.json(
    { gpc: true, lastUpdate: "2026-11-27" },
    { headers: { "Cache-Control": "public, max-age=86400" } },
  );
