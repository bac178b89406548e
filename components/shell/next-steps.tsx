import { ArrowRight, Check } from "lucide-react";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/class-names";

const steps = [
  {
    id: "model",
    href: "/generate",
    name: "Make a model",
    text: "Drop a picture. A draft costs 4 of your credits and takes seconds.",
  },
  { id: "key", href: "/keys", name: "Create an API key", text: "Test keys are free and run the same calls." },
  { id: "call", href: "/docs", name: "Call the API", text: "One request from curl, Python or TypeScript." },
] as const;

/** The way from a new account to a first call, with what is already done ticked off. */
export function NextSteps({ done }: { done: Record<(typeof steps)[number]["id"], boolean> }) {
  return (
    <Card className="mb-6 overflow-hidden">
      <h2 className="px-5 pt-4 pb-3 text-heading font-semibold tracking-tight">Get started</h2>
      <ol className="grid border-t border-line md:grid-cols-3">
        {steps.map(({ id, href, name, text }, index) => (
          <li
            key={id}
            className="border-line max-md:border-b max-md:last:border-b-0 md:border-r md:last:border-r-0"
          >
            <Link
              href={href}
              className="group flex h-full gap-3 px-5 py-4 transition-colors hover:bg-muted/60"
            >
              <span
                className={cn(
                  "grid size-6 shrink-0 place-items-center rounded-full text-xs font-semibold",
                  done[id] ? "bg-success-soft text-success" : "bg-accent-soft text-accent-text",
                )}
              >
                {done[id] ? <Check aria-label="done" className="size-3.5" /> : index + 1}
              </span>
              <span>
                <span
                  className={cn(
                    "flex items-center gap-1 text-sm font-medium",
                    done[id] && "text-faint line-through",
                  )}
                >
                  {name}
                  <ArrowRight
                    aria-hidden
                    className="size-3.5 text-faint transition-transform group-hover:translate-x-0.5"
                  />
                </span>
                <span className="mt-0.5 block text-note text-secondary">{text}</span>
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </Card>
  );
}
