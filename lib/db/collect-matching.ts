interface Search<Place, Row extends Place> {
  /** The rows behind one, in the list's order; from its beginning where there is none. An empty page ends the search. */
  readPage: (last: Place | undefined, most: number) => Promise<Row[]>;
  matches: (row: Row) => boolean;
  /** So many are wanted. */
  limit: number;
}

/** So few that the first page answers soon, so many that a long list takes few statements. */
const PAGE = 500;

/**
 * The first rows of a list that match by a column that is sealed, which no statement can search: they are read in the list's
 * order and looked at here, until there are enough.
 */
export async function collectMatching<Place, Row extends Place>({
  readPage,
  matches,
  limit,
}: Search<Place, Row>): Promise<Row[]> {
  const found: Row[] = [];
  for (let last: Row | undefined; ;) {
    const page = await readPage(last, PAGE);
    for (const row of page) if (found.length < limit && matches(row)) found.push(row);
    last = page.at(-1);
    if (found.length >= limit || page.length < PAGE) return found;
  }
}

/** Whether a text has another one in it, however either is written in capitals and small letters. */
export const containsText = (whole: string | null, part: string): boolean =>
  Boolean(whole?.toLowerCase().includes(part.toLowerCase()));
