import { CodeBlock } from "@/components/ui/code-block";
import type { ReferenceObject } from "@/lib/api/reference/build-reference";
import { FieldList, type ObjectLinks } from "./field-list";

/** A named object that several calls give: its fields, and what it looks like. */
export function ObjectSection({ object, objects }: { object: ReferenceObject; objects: ObjectLinks }) {
  const { name, anchor, description, fields, example } = object;
  return (
    <section id={anchor} className="border-t border-line py-10">
      <h2 className="text-xl font-semibold tracking-tight">
        <a href={`#${anchor}`} className="underline-offset-4 hover:underline">
          The object {name}
        </a>
      </h2>
      {description && <p className="mt-1.5 text-sm text-secondary">{description}</p>}
      <div className="mt-5 grid gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,27rem)]">
        <div className="min-w-0">
          <FieldList fields={fields} objects={objects} given />
        </div>
        <CodeBlock language="json" code={JSON.stringify(example, null, 2)} className="self-start" />
      </div>
    </section>
  );
}
