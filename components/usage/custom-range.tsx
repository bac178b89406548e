"use client";
import { CalendarRange } from "lucide-react";
import { Popover } from "radix-ui";
import { useState, type FormEvent } from "react";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { formatDate } from "@/components/ui/format";

/** Any days of the last year. Choosing leads to `at`, with the days beside what is `kept` in the address. */
export function CustomRange({
  days,
  at,
  kept = {},
  unset = "Custom",
  latest,
}: {
  days?: { from: string; to: string };
  at: string;
  kept?: Record<string, string>;
  /** Its name while no days are chosen. */
  unset?: string;
  /** Today, in UTC. */
  latest: string;
}) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<string>();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [from, to] = [String(form.get("from")), String(form.get("to"))];
    if (!from || !to || from > to) return setProblem("The first day must not lie behind the last.");
    setOpen(false);
    router.push(`${at}?${new URLSearchParams({ ...kept, from, to })}`, { scroll: false });
  }

  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button look={days ? "secondary" : "ghost"} size="small" className="h-9">
          <CalendarRange aria-hidden className="size-4" />
          {days ? `${formatDate(days.from)} to ${formatDate(days.to)}` : unset}
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={6}
          collisionPadding={12}
          aria-label="Choose the days"
          className="z-50 w-72 animate-rise rounded-xl border border-line bg-raised p-4 shadow-high"
        >
          <form onSubmit={submit} className="grid gap-4">
            <Field label="First day" error={problem}>
              {(attributes) => (
                <Input
                  {...attributes}
                  name="from"
                  type="date"
                  max={latest}
                  defaultValue={days?.from}
                  required
                />
              )}
            </Field>
            <Field label="Last day">
              {(attributes) => (
                <Input
                  {...attributes}
                  name="to"
                  type="date"
                  max={latest}
                  defaultValue={days?.to ?? latest}
                  required
                />
              )}
            </Field>
            <Button type="submit" look="primary">
              Show these days
            </Button>
          </form>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
