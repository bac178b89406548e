import { useId, type ReactNode } from "react";
import { cn } from "./class-names";

/** One setting of a card: what it is and does at the left, its control at the right. */
export function SettingRow({
  name,
  hint,
  wide = false,
  children,
}: {
  name: string;
  hint?: ReactNode;
  /** Its control is no switch: on a phone it stands below. */
  wide?: boolean;
  children: (attributes: { "aria-labelledby": string; "aria-describedby": string | undefined }) => ReactNode;
}) {
  const id = useId();
  const note = hint ? `${id}-note` : undefined;
  return (
    <div
      className={cn(
        "flex items-center justify-between gap-6 border-t border-line px-5 py-3.5",
        wide && "max-sm:flex-col max-sm:items-stretch max-sm:gap-2.5",
      )}
    >
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
