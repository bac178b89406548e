import Link from "next/link";
import { DocsHeading } from "@/components/docs/docs-heading";
import { OnlyOnScreen } from "@/components/docs/only-on-screen";
import type { CodeSample } from "@/components/ui/code-tabs";
import type { ReferenceResource } from "@/lib/api/reference/build-reference";
import { CallMenu } from "./call-list";
import type { ObjectLinks } from "./field-list";
import { FilterBox } from "./filter-box";
import { MethodBadge } from "./method-badge";
import { ObjectSection } from "./object-section";
import { OperationSection } from "./operation-section";

/** One resource of the API: its calls and the objects that they give. */
export function ResourcePage({
  resource: { slug, title, description, operations, objects: explained },
  resources,
  samples,
  objects,
}: {
  resource: ReferenceResource;
  /** All of them, for the menu beside. */
  resources: readonly ReferenceResource[];
  /** By the call's id. */
  samples: Readonly<Record<string, readonly CodeSample[]>>;
  objects: ObjectLinks;
}) {
  return (
    <div className="mx-auto grid w-full max-w-7xl gap-12 px-4 py-12 sm:px-6 lg:grid-cols-[13.5rem_minmax(0,1fr)]">
      <OnlyOnScreen>
        <aside className="sticky top-20 hidden max-h-[calc(100dvh-6rem)] self-start overflow-y-auto p-1 lg:block">
          <div className="mb-4">
            <FilterBox list="menu" />
          </div>
          <CallMenu resources={resources} current={slug} id="menu" />
        </aside>
      </OnlyOnScreen>
      <article className="min-w-0">
        <OnlyOnScreen>
          <Link
            href="/docs/reference"
            className="mb-3 block text-sm text-secondary hover:text-foreground lg:hidden"
          >
            ← All calls
          </Link>
        </OnlyOnScreen>
        <DocsHeading path={`/docs/reference/${slug}`} title={title}>
          {description}.
        </DocsHeading>
        <OnlyOnScreen>
          <ul className="mb-10 grid gap-x-8 gap-y-1.5 text-sm sm:grid-cols-2 lg:hidden">
            {operations.map(({ id, anchor, method, summary }) => (
              <li key={id} className="flex items-baseline gap-2">
                <MethodBadge method={method} className="w-12 shrink-0 text-[10px]" />
                <a href={`#${anchor}`} className="min-w-0 text-secondary underline-offset-4 hover:underline">
                  {summary}
                </a>
              </li>
            ))}
          </ul>
        </OnlyOnScreen>
        {operations.map((operation) => (
          <OperationSection
            key={operation.id}
            operation={operation}
            samples={samples[operation.id]}
            objects={objects}
          />
        ))}
        {explained.map((object) => (
          <ObjectSection key={object.name} object={object} objects={objects} />
        ))}
      </article>
    </div>
  );
}
