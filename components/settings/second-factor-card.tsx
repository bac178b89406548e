"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Dialog, DialogTrigger } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast-store";
import { EndSecondFactor, RenewCodes } from "./second-factor-changes";
import { RecoveryCodes } from "./recovery-codes";
import { SetUpSecondFactor } from "./second-factor-set-up";

/** Whether a sign-in asks for a code besides the password, and what can be done about it. */
export function SecondFactorCard({
  since,
  recoveryCodesLeft,
}: {
  since: string | null;
  recoveryCodesLeft: number;
}) {
  const router = useRouter();
  const [open, setOpen] = useState<"set up" | "renew" | "end" | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);

  function show(fresh: string[]) {
    setOpen(null);
    setCodes(fresh);
  }

  return (
    <Card>
      <CardHeader
        title={<>Second factor {since && <Badge tone="success">On</Badge>}</>}
        description={
          since
            ? `A sign-in asks for a code of your authenticator. ${recoveryCodesLeft} of 10 recovery codes are left.`
            : "A code from an app on your phone, asked for besides the password. Keeps others out who have read or guessed that."
        }
        action={
          since ? (
            <div className="flex flex-wrap gap-2">
              <Dialog open={open === "renew"} onOpenChange={(next) => setOpen(next ? "renew" : null)}>
                <DialogTrigger asChild>
                  <Button size="small">New recovery codes</Button>
                </DialogTrigger>
                <RenewCodes onDone={show} />
              </Dialog>
              <Dialog open={open === "end"} onOpenChange={(next) => setOpen(next ? "end" : null)}>
                <DialogTrigger asChild>
                  <Button size="small">Turn off</Button>
                </DialogTrigger>
                <EndSecondFactor
                  onDone={() => {
                    setOpen(null);
                    toast({
                      title: "The second factor is off",
                      description: "Your password alone signs you in.",
                    });
                    router.refresh();
                  }}
                />
              </Dialog>
            </div>
          ) : (
            <Dialog open={open === "set up"} onOpenChange={(next) => setOpen(next ? "set up" : null)}>
              <DialogTrigger asChild>
                <Button size="small">Set it up</Button>
              </DialogTrigger>
              <SetUpSecondFactor onDone={show} />
            </Dialog>
          )
        }
      />
      {codes && (
        <RecoveryCodes
          codes={codes}
          onKept={() => {
            setCodes(null);
            router.refresh();
          }}
        />
      )}
    </Card>
  );
}
