import { CircleAlert } from "lucide-react";
import { useId, type ReactNode } from "react";

interface FieldProps {
  label: string;
  hint?: ReactNode;
  error?: string;
  /** Stands at the right of the label, such as a link. */
  aside?: ReactNode;
  children: (attributes: {
    id: string;
    "aria-invalid": boolean | undefined;
    "aria-describedby": string | undefined;
  }) => ReactNode;
}

/** Label, control, hint and error, tied together for screen readers. */
export function Field({ label, hint, error, aside, children }: FieldProps) {
  const id = useId();
  const note = error || hint ? `${id}-note` : undefined;
  return (
    <div className="relative grid content-start gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children({ id, "aria-invalid": error ? true : undefined, "aria-describedby": note })}
      {/* After the control: the keyboard goes from field to field first. */}
      {aside && <div className="absolute top-0 right-0">{aside}</div>}
      {error ? (
        <p id={note} role="alert" className="flex gap-1.5 text-note text-danger">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" /> {error}
        </p>
      ) : (
        hint && (
          <p id={note} className="text-note text-faint">
            {hint}
          </p>
        )
      )}
    </div>
  );
}
