export const processorsSample = (base: string): string => `curl ${base}/api/v1/processors`;

export const processingSample = (base: string): string => `# This one: our own engines, nothing kept
curl -H "Authorization: Bearer $PRINTPAL_KEY" -F image=@robot.png \\
  -F 'processing={"mode": "own", "retention": "zero"}' ${base}/api/v1/generations

# Everything from now on
curl -X PUT ${base}/api/v1/processing-policy \\
  -H "Authorization: Bearer $PRINTPAL_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"mode": "own", "training": "deny"}'`;
