"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { demandSecondFactorAction } from "@/app/(dashboard)/settings/actions";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast-store";
import { useProof } from "./use-proof";

/** Whether everybody of the organization must have a second factor, and how many have none. */
export function DemandCard({ demanded, lacking }: { demanded: boolean; lacking: number }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const label = demanded ? "Stop demanding it" : "Demand it";
  return (
    <Card>
      <CardHeader
        title="A second factor of everybody"
        description={
          demanded
            ? "It is demanded: who has none can only set one up, use the privacy centre and write to us."
            : "A code besides the password. Who has none will be asked to set one up before anything else."
        }
        action={
          <Dialog open={open} onOpenChange={setOpen}>
            <DialogTrigger asChild>
              <Button size="small">{label}</Button>
            </DialogTrigger>
            <DialogContent
              title={demanded ? "Stop demanding a second factor?" : "Demand a second factor?"}
              description={
                demanded
                  ? "Each may then turn theirs off. Those who keep it are asked for codes as before."
                  : `${lacking === 0 ? "Everybody has one already." : `${lacking} of you ${lacking === 1 ? "has" : "have"} none and will see nothing but the page to set it up.`} Keys go on as they are.`
              }
            >
              <DemandForm
                demanded={demanded}
                label={label}
                onDone={() => {
                  setOpen(false);
                  toast({ title: demanded ? "It is demanded no longer" : "A second factor is demanded" });
                  router.refresh();
                }}
              />
            </DialogContent>
          </Dialog>
        }
      />
    </Card>
  );
}

function DemandForm({ demanded, label, onDone }: { demanded: boolean; label: string; onDone: () => void }) {
  const { prove, fields } = useProof();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function submit() {
    setPending(true);
    const result = await prove(() => demandSecondFactorAction({ demanded: !demanded }));
    setPending(false);
    if (result.ok) return onDone();
    setProblem(result.error.errors ? undefined : result.error.message);
  }

  return (
    <form
      className="mt-5 grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {problem && <Notice tone="danger">{problem}</Notice>}
      {fields}
      <Button type="submit" look="primary" pending={pending} className="justify-self-end">
        {label}
      </Button>
    </form>
  );
}
