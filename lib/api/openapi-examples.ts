import { makeExample } from "./make-example";
import type { Json } from "./openapi-schemas";

interface Media {
  schema: Json;
  example?: unknown;
}
interface Content {
  content?: Record<string, Media>;
}

/** Gives every JSON or form body and every JSON answer of an OpenAPI document an example; changes the document. */
export function addExamples(document: Json): Json {
  const named = (document.components as { schemas: Record<string, Json> }).schemas;
  const operations = Object.values(document.paths as Record<string, Record<string, Json>>).flatMap((item) =>
    Object.values(item),
  );
  for (const { requestBody, responses } of operations) {
    setExamples(requestBody as Content | undefined, named);
    for (const [status, answer] of Object.entries(responses as Record<string, Content>))
      if (status.startsWith("2")) setExamples(answer, named);
  }
  return document;
}

function setExamples({ content = {} }: Content = {}, named: Record<string, Json>): void {
  for (const [type, media] of Object.entries(content))
    if (FIELDS.test(type)) media.example = makeExample(media.schema, named);
}

/** What is made of fields: of a file or a stream there is nothing to show. */
const FIELDS = /^(application\/json|multipart\/form-data|application\/x-www-form-urlencoded)$/;
