import Link from "next/link";
import { OnlyOnScreen } from "@/components/docs/only-on-screen";
import { CodeTabs, type CodeSample } from "@/components/ui/code-tabs";
import type { ReferenceBody, ReferenceField, ReferenceOperation } from "@/lib/api/reference/build-reference";
import { AnswerList } from "./answer-list";
import { FieldList, type ObjectLinks } from "./field-list";
import { MethodBadge } from "./method-badge";
import { toTryCall } from "./try-call";
import { TryIt } from "./try-it";

/** One call: what it takes, what it gives, the same in three languages, and a place to try it. */
export function OperationSection({
  operation,
  samples,
  objects,
}: {
  operation: ReferenceOperation;
  samples: readonly CodeSample[];
  objects: ObjectLinks;
}) {
  const { anchor, method, path, summary, parameters, bodies, answers } = operation;
  return (
    <section id={anchor} aria-labelledby={`${anchor}-title`} className="border-t border-line py-10">
      <h2 id={`${anchor}-title`} className="text-xl font-semibold tracking-tight">
        <a href={`#${anchor}`} className="underline-offset-4 hover:underline">
          {summary}
        </a>
      </h2>
      <p className="mt-2 flex items-baseline gap-2">
        <MethodBadge method={method} className="text-xs" />{" "}
        <code className="min-w-0 font-mono text-[13px] break-all">{path}</code>
      </p>
      <Needs operation={operation} />
      <div className="mt-5 grid gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,27rem)]">
        <div className="grid min-w-0 content-start gap-6">
          <Fields title="In the address" fields={parameters.path} objects={objects} />
          <Fields title="Query" fields={parameters.query} objects={objects} />
          <Bodies bodies={bodies} objects={objects} />
          <Fields title="Headers" fields={parameters.header} objects={objects} />
          <div className="grid gap-3">
            <h3 className="text-sm font-semibold">Answers</h3>
            <AnswerList answers={answers} objects={objects} />
          </div>
        </div>
        <div className="min-w-0">
          <div className="-m-1 grid grid-cols-1 gap-3 p-1 xl:sticky xl:top-20 xl:max-h-[calc(100dvh-6rem)] xl:overflow-y-auto">
            <CodeTabs samples={samples} />
            <OnlyOnScreen>
              <TryIt call={toTryCall(operation)} />
            </OnlyOnScreen>
          </div>
        </div>
      </div>
    </section>
  );
}

function Needs({ operation: { access, counted, warning } }: { operation: ReferenceOperation }) {
  return (
    <p className="mt-1.5 text-[13px] leading-6 text-faint">
      {access === "public" && "Needs no key. "}
      {access === "signed" && "Needs a signed address, and no key. "}
      {access !== "public" && access !== "signed" && (
        <>
          Needs a key with the scope <code className="font-mono text-xs text-secondary">{access}</code>.{" "}
        </>
      )}
      {counted ? "Counts against the " : "Free of the "}
      <Link href="/docs#limits" className="underline underline-offset-4 hover:text-foreground">
        rate limit
      </Link>
      . {warning}
    </p>
  );
}

interface FieldsProps {
  title: string;
  fields: readonly ReferenceField[];
  objects: ObjectLinks;
}

function Fields({ title, fields, objects }: FieldsProps) {
  if (fields.length === 0) return null;
  return (
    <div>
      <h3 className="mb-2 text-sm font-semibold">{title}</h3>
      <FieldList fields={fields} objects={objects} />
    </div>
  );
}

/** The first body whole, once a page, and of the others what they say differently. */
function Bodies({ bodies, objects }: { bodies: readonly ReferenceBody[]; objects: ObjectLinks }) {
  const [first, ...others] = bodies;
  if (!first) return null;
  if (first.sameAs)
    return (
      <div>
        <h3 className="mb-2 text-sm font-semibold">Body: {bodies.map(({ type }) => type).join(" or ")}</h3>
        <p className="text-sm text-secondary">
          The same as of the call{" "}
          <a
            href={`#${first.sameAs.anchor}`}
            className="font-medium text-accent-text underline-offset-4 hover:underline"
          >
            {first.sameAs.summary}
          </a>
          .
        </p>
      </div>
    );
  const known = new Map(first.fields.map(({ name, type }) => [name, type]));
  return (
    <>
      <Fields title={`Body: ${first.type}`} fields={first.fields} objects={objects} />
      {others.map(({ type, fields }) => {
        const different = fields.filter((field) => known.get(field.name) !== field.type);
        return (
          <div key={type}>
            <h3 className="mb-2 text-sm font-semibold">Body: {type}</h3>
            <p className="mb-2 text-sm text-secondary">
              The same fields{different.length > 0 && fields.length > different.length && ", but for"}
            </p>
            {different.length > 0 && <FieldList fields={different} objects={objects} />}
          </div>
        );
      })}
    </>
  );
}
