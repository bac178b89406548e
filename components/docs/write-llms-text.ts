interface ListedPage {
  path: string;
  title: string;
  about: string;
}

/** /llms.txt: what PrintPal is, what a program may use, and what it may read, as Markdown. */
export function writeLlmsText(pages: readonly ListedPage[], base: string): string {
  const read = pages.map(({ path, title, about }) => `- [${title}](${base}${path}.md): ${about}`);
  return `${ABOUT}
## Use

- [Model Context Protocol](${base}/api/mcp): Streamable HTTP; tools quote, generate, check, fetch, list, credits, engines, print_check
- [OpenAPI document](${base}/api/v1/openapi.json): every call, field and error
- [TypeScript client](${base}/client/printpal.ts): one file, no dependencies
- [Collection for Postman and Bruno](${base}/printpal.postman_collection.json): every call with an example

## Read

${read.join("\n")}
- [Pricing](${base}/pricing): credits for each quality

## Optional

- [All of the docs in one text](${base}/llms-full.txt)
`;
}

const ABOUT = `# PrintPal

> Turns pictures and short prompts into watertight, print-ready 3D models in millimetres, with a measured print report,
> paid in prepaid credits. Send a key as \`Authorization: Bearer pp_…\`.

A generation is made with \`POST /api/v1/generations\` (multipart field \`image\`, or \`prompt\`), followed by polling,
\`Prefer: wait=60\` or \`GET /api/v1/generations/{id}/events\`, and fetched from the signed addresses in \`files\`. Errors are
RFC 9457 problem documents whose \`code\` is stable. \`POST /api/v1/generations/quote\` tells the price beforehand.
`;
