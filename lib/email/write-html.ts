/** A plain text as HTML: the same words, its addresses to click on, nothing fetched, and nothing that could run. */
export const writeHtml = (text: string): string =>
  `<!doctype html><meta charset="utf-8"><body style="${BODY}">${text
    .trim()
    .split(/\n\s*\n?/)
    .map(paragraph)
    .join("")}</body>\n`;

const BODY = "margin:0 auto;max-width:36em;padding:24px;font:16px/1.5 system-ui,sans-serif";

const paragraph = (text: string): string =>
  `<p>${escape(text).replace(/https?:\/\/[^\s&<>"]+(?:&amp;[^\s&<>"]+)*/g, '<a href="$&">$&</a>')}</p>`;

const signs: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => signs[sign]);
