import { Table, Td, Th } from "@/components/ui/table";

const calls: [string, string, string][] = [
  ["POST", "/api/v1/generations", "Turn a picture or a prompt into a model"],
  ["GET", "/api/v1/generations", "List generations, newest first"],
  ["GET", "/api/v1/generations/{id}", "Read one: status, progress, report, files"],
  ["POST", "/api/v1/generations/{id}/cancel", "Stop one and return its credits"],
  ["DELETE", "/api/v1/generations/{id}", "Delete one with its picture and files"],
  ["GET", "/api/v1/generations/{id}/files/{format}", "Download a file with your key"],
  ["POST", "/api/v1/uploads", "Announce a file, to send it to a signed address and name it later"],
  ["GET", "/api/v1/uploads/{id}", "Read one; DELETE removes it"],
  ["POST", "/api/v1/conversions", "Turn your own mesh into another format"],
  ["GET", "/api/v1/conversions/{id}", "Read one: what was mended, report, file; DELETE removes it"],
  ["POST", "/api/v1/print-checks", "Measure what a printer would meet in your own mesh"],
  ["GET", "/api/v1/print-checks/{id}", "Read one: faults, report, verdict; DELETE removes it"],
  ["GET", "/api/v1/credits", "Credits that can be spent"],
  ["GET", "/api/v1/usage", "Calls and credits of a period"],
  ["GET", "/api/v1/keys", "List keys; POST makes one"],
  ["PATCH", "/api/v1/keys/{id}", "Change a key's scopes, bounds or expiry; DELETE ends it"],
  ["POST", "/api/v1/keys/{id}/rotate", "Give a key a new secret, beside the old one for a while"],
  ["POST", "/api/v1/keys/leaks", "Report keys found in public, without a key: they end at once"],
  ["GET", "/api/v1/processors", "Who processes what is sent, without a key"],
  ["GET", "/api/v1/generations/{id}/processing", "Signed receipt of what was done with its data"],
  ["PUT", "/api/v1/processing-policy", "Set who may process what you send; GET reads it"],
  ["GET", "/api/v1/pricing", "Prices, without a key"],
  ["GET", "/api/v1/engines", "Engines, without a key"],
  ["GET", "/api/v1/health", "Whether the service is well, without a key"],
];

export function CallTable() {
  return (
    <>
      <div className="overflow-hidden rounded-xl border border-line">
        <Table aria-label="Calls" className="[&_thead_th]:border-t-0 [&_tr:last-child_td]:border-b-0">
          <thead>
            <tr>
              <Th>Call</Th>
              <Th>What it does</Th>
            </tr>
          </thead>
          <tbody>
            {calls.map(([method, path, text]) => (
              <tr key={method + path}>
                <Td className="font-mono text-[13px]">
                  <span className="inline-block w-16 text-faint">{method}</span>
                  <span className="text-foreground">{path}</span>
                </Td>
                <Td>{text}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
      <p>
        The whole description, for code generators and explorers, is the{" "}
        <a
          href="/api/v1/openapi.json"
          className="font-medium text-accent-text underline-offset-4 hover:underline"
        >
          OpenAPI document
        </a>
        .
      </p>
    </>
  );
}
