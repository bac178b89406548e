import { Card, CardHeader } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";
import { cookieRegister } from "@/lib/visitors/schema";

/** The register of cookies, as it stands in the code. */
export function CookieTable() {
  return (
    <Card className="mt-8 overflow-hidden">
      <CardHeader title="Everything that is kept in your browser" />
      <Table aria-label="Cookies" className="[&_tr:last-child_td]:border-b-0">
        <thead>
          <tr>
            <Th>Name</Th>
            <Th>Group</Th>
            <Th>What for</Th>
            <Th>Kept</Th>
          </tr>
        </thead>
        <tbody>
          {cookieRegister.map(({ name, group, kind, purpose, kept }) => (
            <tr key={name}>
              <Td>
                <span className="font-mono text-xs">{name}</span>
                <span className="block text-xs text-faint">{kind}</span>
              </Td>
              <Td className="capitalize">{group}</Td>
              <Td className="min-w-64 whitespace-normal text-secondary">{purpose}</Td>
              <Td className="text-secondary">{kept}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
