import { Card, CardHeader } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";

/** As many months as are shown before somebody asks for the rest. */
const SHOWN = 6;

/** A statement for each month, to read in a spreadsheet or to file. */
export function StatementList({ months, running }: { months: readonly string[]; running: string }) {
  const earlier = months.slice(SHOWN);
  return (
    <Card className="overflow-hidden">
      <CardHeader
        title="Statements"
        description="Each month's credits, from its opening to its closing balance, and what was paid. Months are in UTC."
      />
      <MonthTable label="Statements" months={months.slice(0, SHOWN)} running={running} />
      {earlier.length > 0 && (
        <details>
          <summary className="cursor-pointer border-t border-line px-5 py-3 text-note text-secondary">
            Earlier months
          </summary>
          <MonthTable label="Earlier statements" months={earlier} running={running} />
        </details>
      )}
    </Card>
  );
}

function MonthTable({
  label,
  months,
  running,
}: {
  label: string;
  months: readonly string[];
  running: string;
}) {
  return (
    <Table aria-label={label}>
      <thead>
        <tr>
          <Th>Month</Th>
          <Th>
            <span className="sr-only">Files</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {months.map((month) => (
          <tr key={month}>
            <Td>
              {nameOf(month)}
              {month === running && (
                <span className="ml-2 text-note text-faint max-sm:hidden">until now</span>
              )}
            </Td>
            <Td className="text-right text-note">
              {["pdf", "csv"].map((format) => (
                <a
                  key={format}
                  href={`/credits/statement?${new URLSearchParams({ month, format })}`}
                  download
                  className="ml-4 underline underline-offset-4"
                  aria-label={`Statement of ${nameOf(month)} as ${format.toUpperCase()}`}
                >
                  {format.toUpperCase()}
                </a>
              ))}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const nameOf = (month: string): string =>
  new Date(`${month}-01T00:00:00Z`).toLocaleDateString("en", {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
