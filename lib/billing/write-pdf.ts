/** One line of text on a page, or a gap where it is empty. */
export interface PdfLine {
  /** From the left edge, each with its place in points; `right` ends there instead. */
  cells: readonly { text: string; at: number; right?: boolean }[];
  sizePt: number;
  bold?: boolean;
  /** A thin line across the page below it. */
  ruled?: boolean;
}

const PAGE = { widthPt: 595, heightPt: 842, marginPt: 50 };
/** Where the number of the page stands. */
const FOOTER_PT = 20;

/**
 * Text on A4 pages as a PDF, in the two fonts that every reader has: as much of the format as a statement needs, which is
 * less than any library brings along. Letters beyond Western Europe's become question marks.
 */
export function writePdf(title: string, lines: readonly PdfLine[], createdAt: Date): Buffer {
  const pages = paginate(lines);
  const objects: string[] = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, at) => `${6 + 2 * at} 0 R`).join(" ")}] >>`,
    font("Helvetica"),
    font("Helvetica-Bold"),
    `<< /Title (${escape(title)}) /CreationDate (D:${createdAt.toISOString().replace(/\D/g, "").slice(0, 14)}Z) >>`,
  ];
  for (const [at, text] of pages.entries()) {
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.widthPt} ${PAGE.heightPt}] /Contents ${7 + 2 * at} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>`,
    );
    objects.push(`<< /Length ${text.length} >>\nstream\n${text}\nendstream`);
  }
  return Buffer.from(assemble(objects), "latin1");
}

const font = (name: string): string =>
  `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;

/** Each page's drawing. */
function paginate(lines: readonly PdfLine[]): string[] {
  const pages: string[][] = [[]];
  let y = PAGE.heightPt - PAGE.marginPt;
  for (const { cells, sizePt, bold, ruled } of lines) {
    y -= sizePt * 1.5;
    if (y < PAGE.marginPt + FOOTER_PT) {
      pages.push([]);
      y = PAGE.heightPt - PAGE.marginPt - sizePt * 1.5;
    }
    for (const { text, at, right } of cells) {
      const x = right ? at - widthOf(text, sizePt) : at;
      pages.at(-1)!.push(draw(text, x, y, sizePt, bold));
    }
    if (ruled) {
      y -= 4;
      const [from, to] = [PAGE.marginPt, PAGE.widthPt - PAGE.marginPt];
      pages.at(-1)!.push(`0.75 G 0.5 w ${from} ${y.toFixed(1)} m ${to} ${y.toFixed(1)} l S`);
    }
  }
  return pages.map((page, at) => {
    const number = `${at + 1} / ${pages.length}`;
    const x = PAGE.widthPt - PAGE.marginPt - widthOf(number, 8);
    return [...page, draw(number, x, PAGE.marginPt, 8)].join("\n");
  });
}

const draw = (text: string, x: number, y: number, sizePt: number, bold = false): string =>
  `BT /F${bold ? 2 : 1} ${sizePt} Tf ${x.toFixed(1)} ${y.toFixed(1)} Td (${escape(text)}) Tj ET`;

/** Of figures, which stand to the right: digits are 556 thousandths wide, what is between them 278, a minus 333. */
function widthOf(text: string, sizePt: number): number {
  let width = 0;
  for (const letter of text) width += /[., /]/.test(letter) ? 278 : letter === "-" ? 333 : 556;
  return (width * sizePt) / 1000;
}

const escape = (text: string): string =>
  text
    .replaceAll("\u2212", "-")
    .replace(/[^\u0020-\u007e\u00a0-\u00ff]/g, "?")
    .replace(/[\\()]/g, (letter) => `\\${letter}`);

function assemble(objects: readonly string[]): string {
  let file = "%PDF-1.4\n";
  const offsets = objects.map((object, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  return `${file}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
}
