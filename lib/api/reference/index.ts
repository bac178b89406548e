import document from "@/public/openapi.json";
import { contracts } from "../contracts";
import { buildReference, type ReferenceResource } from "./build-reference";
import { writeSamples, type ReferenceSample } from "./write-samples";

/** The pages of the reference, from the published OpenAPI document. */
export const reference = (): readonly ReferenceResource[] => (built ??= buildReference(document, contracts));
let built: readonly ReferenceResource[] | undefined;

/** The samples of a page's calls by their ids. */
export const referenceSamples = (
  { operations }: ReferenceResource,
  base: string,
): Record<string, ReferenceSample[]> =>
  Object.fromEntries(operations.map((operation) => [operation.id, writeSamples(operation, base)]));
