import manifest from "@/package.json";
import { contracts } from "../contracts";
import { buildOpenApi } from "../openapi";
import { buildReference, type ReferenceResource } from "./build-reference";
import { writeSamples, type ReferenceSample } from "./write-samples";

/** The pages of the reference, from the document as it is built: the published one says repeats once, as references. */
export const reference = (): readonly ReferenceResource[] =>
  (built ??= buildReference(buildOpenApi(manifest.version), contracts));
let built: readonly ReferenceResource[] | undefined;

/** The samples of a page's calls by their ids. */
export const referenceSamples = (
  { operations }: ReferenceResource,
  base: string,
): Record<string, ReferenceSample[]> =>
  Object.fromEntries(operations.map((operation) => [operation.id, writeSamples(operation, base)]));
