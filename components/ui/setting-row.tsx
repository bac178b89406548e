import { useId, type ReactNode } from "react";

/** One setting of a card: what it is and does at the left, its control at the right. */
export function SettingRow({
  name,
  hint,
  children,
}: {
  name: string;
  hint?: ReactNode;
  children: (attributes: { "aria-labelledby": string; "aria-describedby": string | undefined }) => ReactNode;
}) {
  const id = useId();
  const note = hint ? `${id}-note` : undefined;
  return (
    <div className="flex items-center justify-between gap-6 border-t border-line px-5 py-3.5">
      <div className="min-w-0">
        <p id={id} className="text-sm font-medium">
          {name}
        </p>
        {hint && (
          <p id={note} className="text-note text-secondary">
            {hint}
          </p>
        )}
      </div>
      {children({ "aria-labelledby": id, "aria-describedby": note })}
    </div>
  );
}
