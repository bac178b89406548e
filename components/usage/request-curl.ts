import type { LoggedRequest } from "@/lib/usage/schema";

/**
 * The call again, to paste into a shell. Bodies and keys are not logged, so the key comes from the environment and a body
 * is an example to be replaced.
 */
export function requestCurl({ method, endpoint, generation_id }: LoggedRequest, base: string): string {
  const path = generation_id ? endpoint.replace(/\{(id|uid)\}/, generation_id) : endpoint;
  const lines = [`curl ${method === "GET" ? "" : `-X ${method} `}"${base}${path}"`];
  lines.push('-H "Authorization: Bearer $PRINTPAL_KEY"');
  if (["POST", "PUT", "PATCH"].includes(method)) lines.push(...bodyOf(endpoint));
  return lines.join(" \\\n  ");
}

function bodyOf(endpoint: string): string[] {
  if (/\/generations(\/quote)?$|\/generate$/.test(endpoint)) return ["-F image=@picture.png"];
  if (/\/(conversions|print-checks)$/.test(endpoint)) return ["-F file=@model.stl"];
  if (/\/(cancel|test|redeliver)$/.test(endpoint)) return [];
  return ['-H "Content-Type: application/json"', "-d '{}'"];
}
