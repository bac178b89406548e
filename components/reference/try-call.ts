import type {
  FieldKind,
  ReferenceField,
  ReferenceOperation,
  TryWarning,
} from "@/lib/api/reference/build-reference";

/** What the browser needs of a call to send it: the reference's own description is far longer. */
export interface TryCall {
  id: string;
  method: string;
  path: string;
  needsKey: boolean;
  warning: TryWarning | null;
  parameters: TryField[];
  bodies: TryBody[];
}

export interface TryField {
  place: "path" | "query" | "header" | "body";
  name: string;
  kind: FieldKind;
  many: boolean;
  required: boolean;
  choices: string[];
  hint: string;
  example: string;
}

export interface TryBody {
  type: string;
  /** Of a form. A JSON body is written as a whole. */
  fields: TryField[];
  example: string;
}

export function toTryCall(operation: ReferenceOperation): TryCall {
  const { id, method, path, access, warning, parameters, bodies } = operation;
  const places = ["path", "query", "header"] as const;
  return {
    id,
    method,
    path,
    needsKey: access !== "public" && access !== "signed",
    warning,
    parameters: places.flatMap((place) => parameters[place].map((field) => toTryField(field, place))),
    bodies: bodies.map(({ type, fields, example }) => ({
      type,
      fields: fieldsOf(type, fields),
      example: JSON.stringify(example, null, 2),
    })),
  };
}

const FORMS = ["multipart/form-data", "application/x-www-form-urlencoded"];

/** JSON is written as a whole; what is neither that nor a form is one file. */
function fieldsOf(type: string, fields: readonly ReferenceField[]): TryField[] {
  if (type === "application/json") return [];
  if (FORMS.includes(type)) return fields.map((field) => toTryField(field, "body"));
  return [{ ...WHOLE_BODY, hint: type }];
}

const WHOLE_BODY: TryField = {
  place: "body",
  name: "file",
  kind: "file",
  many: false,
  required: true,
  choices: [],
  hint: "",
  example: "",
};

function toTryField(field: ReferenceField, place: TryField["place"]): TryField {
  const { name, kind, type, required, choices, example } = field;
  return {
    place,
    name,
    kind,
    many: type.startsWith("list"),
    required,
    choices: kind === "choice" ? choices : [],
    hint: hintOf(field),
    example: example === undefined || example === null ? "" : flat(example),
  };
}

/** What may be said, in few words; the whole description stands beside the form. */
function hintOf({ limits, kind, type, description = type, ...field }: ReferenceField): string {
  const facts = [...(kind === "list" ? ["several by commas"] : []), ...limits];
  if (field.default !== undefined) facts.push(`${field.default} unless said`);
  return facts.length > 0 ? facts.join(", ") : description;
}

const flat = (value: unknown): string =>
  Array.isArray(value) ? value.join(",") : typeof value === "object" ? JSON.stringify(value) : String(value);
