import Link from "next/link";
import { Fragment } from "react";
import type { ReferenceField } from "@/lib/api/reference/build-reference";

/** Where each named object is explained. */
export type ObjectLinks = Readonly<Record<string, string>>;

interface FieldListProps {
  fields: readonly ReferenceField[];
  objects: ObjectLinks;
  /** Whether we give them rather than take them: then what may be absent is marked, not what must be there. */
  given?: boolean;
}

/** Parameters or fields, one a row; the fields of an object stand folded under it. */
export function FieldList({ fields, objects, given = false }: FieldListProps) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {fields.map((field) => (
        <li key={field.name} className="py-2.5 text-sm">
          <FieldRow field={field} objects={objects} given={given} />
        </li>
      ))}
    </ul>
  );
}

function FieldRow({ field, objects, given }: Omit<FieldListProps, "fields"> & { field: ReferenceField }) {
  const { name, type, object, required, description, limits, choices, fields } = field;
  const facts = [...limits, ...(field.default === undefined ? [] : [`default: ${field.default}`])];
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-2">
        <code className="font-mono text-[13px] font-medium break-all text-foreground">{name}</code>{" "}
        <span className="text-xs text-faint">
          {object && objects[object] ? (
            <>
              {type.slice(0, type.indexOf(object))}
              <Link href={objects[object]} className="text-accent-text underline-offset-4 hover:underline">
                {object}
              </Link>
              {type.slice(type.indexOf(object) + object.length)}
            </>
          ) : (
            type
          )}
        </span>{" "}
        {required && !given && <span className="text-xs font-medium text-accent-text">required</span>}
        {!required && given && <span className="text-xs text-faint">may be absent</span>}
      </div>
      {description && <div className="mt-0.5 leading-6 text-secondary">{description}</div>}
      {facts.length > 0 && <div className="mt-0.5 text-xs leading-5 text-faint">{facts.join(" · ")}</div>}
      {choices.length > 0 && (
        <div className="mt-1 flex flex-wrap gap-1">
          {choices.map((choice) => (
            <Fragment key={choice}>
              <code className="rounded bg-muted px-1.5 py-0.5 font-mono text-[11px] text-secondary">
                {choice}
              </code>{" "}
            </Fragment>
          ))}
        </div>
      )}
      {fields.length > 0 && (
        <details className="group mt-1.5">
          <summary className="w-fit text-xs font-medium text-accent-text underline-offset-4 hover:underline">
            {fields.length} {fields.length === 1 ? "field" : "fields"} of {name}
          </summary>
          <div className="mt-2 border-l-2 border-line pl-3">
            <FieldList fields={fields} objects={objects} given={given} />
          </div>
        </details>
      )}
    </>
  );
}
