import { Card, CardHeader } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";
import { cookieRegister } from "@/lib/visitors/schema";

/** The register of cookies, as it stands in the code. */
export function CookieTable() {
  return (
    <Card className="mt-8 overflow-hidden">
      <CardHeader title="Everything that is kept in your browser" />
      <Table aria-label="Cookies">
        <thead>
          <tr>
            <Th>Name</Th>
            <Th className="max-sm:hidden">Group</Th>
            <Th className="max-sm:hidden">What for</Th>
            <Th className="max-sm:hidden">Kept</Th>
          </tr>
        </thead>
        <tbody>
          {cookieRegister.map(({ name, group, kind, purpose, kept }) => (
            <tr key={name}>
              <Td className="max-sm:whitespace-normal">
                <span className="font-mono text-xs">{name}</span>
                <span className="block text-xs text-faint">
                  {kind}
                  <span className="capitalize sm:hidden">, {group}</span>
                </span>
                <span className="mt-1 block text-secondary sm:hidden">
                  {purpose} Kept: {kept.charAt(0).toLowerCase() + kept.slice(1)}.
                </span>
              </Td>
              <Td className="capitalize max-sm:hidden">{group}</Td>
              <Td className="min-w-56 whitespace-normal text-secondary max-sm:hidden">{purpose}</Td>
              <Td className="min-w-36 whitespace-normal text-secondary max-sm:hidden">{kept}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
