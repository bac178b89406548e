import Link from "next/link";
import { CodeBlock } from "@/components/ui/code-block";
import type { ReferenceAnswer } from "@/lib/api/reference/build-reference";
import { FieldList, type ObjectLinks } from "./field-list";

/** What comes back: first what the call is made for, then the refusals by status, each code with its explanation. */
export function AnswerList({
  answers,
  objects,
}: {
  answers: readonly ReferenceAnswer[];
  objects: ObjectLinks;
}) {
  const good = answers.filter(({ codes }) => codes.length === 0);
  const errors = answers.filter(({ codes }) => codes.length > 0);
  return (
    <>
      {good.map((answer) => (
        <GoodAnswer key={answer.status} answer={answer} objects={objects} />
      ))}
      <details className="text-sm">
        <summary className="w-fit font-medium text-accent-text underline-offset-4 hover:underline">
          {errors.flatMap(({ codes }) => codes).length} refusals
        </summary>
        <ul className="mt-2 divide-y divide-line border-y border-line">
          {errors.map(({ status, codes }) => (
            <li key={status} className="flex gap-3 py-2">
              <span className="w-9 shrink-0 pt-0.5 font-mono text-xs text-danger">{status}</span>{" "}
              <span className="flex min-w-0 flex-wrap gap-x-3 gap-y-1">
                {codes.map((code) => (
                  <Link
                    key={code}
                    href={`/docs/errors#${code}`}
                    prefetch={false}
                    className="font-mono text-xs leading-5 break-all text-secondary underline-offset-4 hover:text-foreground hover:underline"
                  >
                    {`${code} `}
                  </Link>
                ))}
              </span>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

function GoodAnswer({ answer, objects }: { answer: ReferenceAnswer; objects: ObjectLinks }) {
  const { status, description, type, object, fields, example } = answer;
  const speaksOfObjects = fields.some((field) => field.object);
  return (
    <div className="text-sm">
      <p className="leading-6 text-secondary">
        <span className="mr-2 font-mono text-xs text-success">{status}</span> {description}
        {object && (
          <>
            {": "}
            <Link
              href={objects[object]}
              className="font-medium text-accent-text underline-offset-4 hover:underline"
            >
              {object}
            </Link>
          </>
        )}
        {type && type !== "application/json" && <code className="ml-1.5 font-mono text-xs"> {type}</code>}
      </p>
      {fields.length > 0 && (
        <div className="mt-2">
          <FieldList fields={fields} objects={objects} given />
        </div>
      )}
      {example !== undefined && !object && !speaksOfObjects && (
        <CodeBlock language="json" code={JSON.stringify(example, null, 2)} className="mt-3" />
      )}
    </div>
  );
}
