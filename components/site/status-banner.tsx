import { CircleAlert, CircleCheck, CircleHelp } from "lucide-react";
import { cn } from "@/components/ui/class-names";

type State = "works" | "fails" | "unknown";

const looks = {
  works: { icon: CircleCheck, tone: "bg-success-soft text-success", text: "Everything works" },
  fails: { icon: CircleAlert, tone: "bg-danger-soft text-danger", text: "Something does not work" },
  unknown: { icon: CircleHelp, tone: "bg-warning-soft text-warning", text: "Not measured at the moment" },
} as const;

/** The one line that most visitors come for. */
export function StatusBanner({ state }: { state: State }) {
  const { icon: Icon, tone, text } = looks[state];
  return (
    <p
      role="status"
      className={cn("flex items-center gap-3 rounded-2xl px-5 py-4 text-lg font-medium", tone)}
    >
      <Icon aria-hidden className="size-6 shrink-0" /> {text}
    </p>
  );
}
