import { CircleAlert, CircleCheck, CircleHelp } from "lucide-react";
import { cn } from "@/components/ui/class-names";
import type { SiteWords } from "./words/english";

type State = "works" | "fails" | "unknown";

const looks = {
  works: { icon: CircleCheck, tone: "bg-success-soft text-success" },
  fails: { icon: CircleAlert, tone: "bg-danger-soft text-danger" },
  unknown: { icon: CircleHelp, tone: "bg-warning-soft text-warning" },
} as const;

/** The one line that most visitors come for. */
export function StatusBanner({ state, words }: { state: State; words: SiteWords["status"] }) {
  const { icon: Icon, tone } = looks[state];
  return (
    <p
      role="status"
      className={cn("flex items-center gap-3 rounded-2xl px-5 py-4 text-lg font-medium", tone)}
    >
      <Icon aria-hidden className="size-6 shrink-0" /> {words[state]}
    </p>
  );
}
