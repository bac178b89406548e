import { Html, html } from "./html";

export interface Page {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** One page of the stand-in: marked as such, without scripts, in the theme of the browser. */
export function page(title: string, content: Html, status = 200): Page {
  return {
    status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      "Content-Security-Policy":
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
      "X-Frame-Options": "DENY",
    },
    body: html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>${title} · Stand-in for Stripe</title>
          <link rel="icon" href="data:," />
          <style>
            ${new Html(css)}
          </style>
        </head>
        <body>
          <header class="mark"><strong>Stand-in for Stripe</strong> · no real money, no real cards</header>
          <main>${content}</main>
        </body>
      </html>`.text,
  };
}

export const redirect = (to: string): Page => ({
  status: 303,
  headers: { Location: to, "Cache-Control": "no-store" },
  body: "",
});

export const notFound = (): Page =>
  page(
    "Not found",
    html`<h1>There is nothing here</h1>
      <p>The link is wrong, or what it led to is gone. Go back to PrintPal and start again.</p>`,
    404,
  );

const css = `
:root { color-scheme: light dark; --back: #f6f7f9; --card: #fff; --text: #1a1f36; --soft: #4f566b; --line: #d5dbe3; --accent: #0055cc; --on: #fff; --bad: #b3261e; --good: #0b6b3a; --mark: #ffe08a; --mark-text: #3d2f00; }
@media (prefers-color-scheme: dark) { :root { --back: #10131a; --card: #191d27; --text: #eef1f6; --soft: #aab2c3; --line: #39404f; --accent: #7db4ff; --on: #0b1220; --bad: #ff9d94; --good: #7ddba6; --mark: #4a3c0a; --mark-text: #ffe9ad; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
.mark { margin: 0; padding: .5rem 1rem; text-align: center; background: var(--mark); color: var(--mark-text); font-size: .875rem; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.375rem; line-height: 1.3; margin: 0 0 .5rem; } h2 { font-size: 1.0625rem; margin: 0 0 .75rem; }
p { margin: 0 0 .75rem; } .soft { color: var(--soft); font-size: .875rem; }
a { color: var(--accent); }
.columns { display: grid; gap: 1.5rem; } @media (min-width: 48rem) { .columns { grid-template-columns: 1fr 1fr; } }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem; margin-bottom: 1rem; min-width: 0; }
.sum { font-size: 2rem; font-weight: 650; margin: 0 0 1rem; font-variant-numeric: tabular-nums; }
dl.lines { margin: 0; } dl.lines > div, .row { display: flex; justify-content: space-between; gap: 1rem; padding: .375rem 0; } dl.lines dd { margin: 0; font-variant-numeric: tabular-nums; white-space: nowrap; } dl.lines .total { border-top: 1px solid var(--line); font-weight: 600; }
label { display: block; font-size: .875rem; font-weight: 550; margin-bottom: .75rem; } label.check { display: flex; gap: .5rem; align-items: center; font-weight: 400; }
fieldset { border: 0; padding: 0; margin: 0 0 .5rem; min-width: 0; } legend { font-weight: 600; padding: 0; margin-bottom: .5rem; }
input:not([type=checkbox]):not([type=radio]), select { width: 100%; margin-top: .25rem; padding: .625rem .75rem; font: inherit; color: inherit; background: var(--back); border: 1px solid var(--soft); border-radius: .5rem; }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem; }
button { font: inherit; font-weight: 600; padding: .6875rem 1.125rem; border-radius: .5rem; border: 1px solid var(--accent); background: var(--accent); color: var(--on); cursor: pointer; } button.wide { width: 100%; } button.quiet { background: transparent; color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.bad { color: var(--bad); font-weight: 550; } .good { color: var(--good); }
table { width: 100%; border-collapse: collapse; font-size: .875rem; } th, td { text-align: left; padding: .5rem .5rem .5rem 0; border-bottom: 1px solid var(--line); vertical-align: top; } td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; } code { font-size: .875em; overflow-wrap: anywhere; }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; }
@media print { .mark, .actions { display: none; } body { background: #fff; color: #000; } .card { border: 0; padding: 0; } }
`;
