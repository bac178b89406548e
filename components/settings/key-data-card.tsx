"use client";
import { useState } from "react";
import { countKeyDataAction, eraseKeyDataAction } from "@/app/(dashboard)/settings/actions";
import { PasswordStep } from "@/components/privacy/password-step";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import type { SelectOption } from "@/components/ui/select-look";
import { toast } from "@/components/ui/toast-store";
import type { KeyDataCount } from "@/lib/privacy/schema";

/** Erases what one key made, in two steps, and leaves all else as it is. */
export function KeyDataCard({ keys }: { keys: readonly SelectOption[] }) {
  const [keyId, setKeyId] = useState(keys[0].value);
  const [found, setFound] = useState<KeyDataCount | null>(null);
  const [pending, setPending] = useState(false);
  const name = keys.find(({ value }) => value === keyId)?.label ?? "";

  function choose(id: string) {
    setKeyId(id);
    setFound(null);
  }

  async function look() {
    setPending(true);
    const result = await countKeyDataAction({ key_id: keyId });
    setPending(false);
    if (result.ok) setFound(result.data);
    else toast({ tone: "danger", title: "Not found", description: result.error.message });
  }

  return (
    <Card>
      <CardHeader
        title="What one key made"
        description="Erase it by itself: the key goes on, and what other keys and people made stays."
      />
      <div className="grid gap-4 border-t border-line px-5 py-4">
        <div className="flex flex-wrap items-end gap-3">
          <div className="min-w-0 flex-1 basis-56">
            <Field label="Key">
              {({ id }) => <Select id={id} value={keyId} onChange={choose} options={keys} />}
            </Field>
          </div>
          <Button pending={pending} onClick={() => void look()}>
            Look at what goes
          </Button>
        </div>
        {found?.pending && (
          <Notice>
            It is being erased. Look again in a few minutes; the list of instructions keeps that.
          </Notice>
        )}
        {found && !found.pending && (
          <div className="grid gap-3 text-sm" data-key-data={keyId}>
            <p className="font-medium">Step 2 of 2: look at what goes, then confirm</p>
            <ul className="grid list-disc gap-1 pl-5 text-secondary">
              {wordsOf(found).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            <p className="text-secondary">
              What stays: each movement of credits, for the law, with a bare line of the generation that it
              paid for; how many calls there were on which day; and who asked for this. Outside engines that
              were sent a picture are told to erase it.
            </p>
            <div className="flex flex-wrap gap-2">
              <PasswordStep
                trigger={<Button look="danger">Erase what it made</Button>}
                title={`Erase everything that “${name}” made?`}
                description="It begins in a minute and cannot be taken back. What the key makes from now on stays."
                confirm="Erase it for good"
                danger
                send={(proof) => eraseKeyDataAction({ key_id: keyId, ...proof })}
                onDone={() => {
                  setFound(null);
                  toast({
                    title: "It is being erased",
                    description: `What “${name}” made is gone in minutes.`,
                  });
                }}
              />
              <Button onClick={() => setFound(null)}>Keep it</Button>
            </div>
          </div>
        )}
      </div>
    </Card>
  );
}

function wordsOf({ generations, prints, uploads, requests }: KeyDataCount): string[] {
  const many = (count: number, one: string, more = `${one}s`) =>
    `${count.toLocaleString("en")} ${count === 1 ? one : more}`;
  return [
    `${many(generations, "generation")} with pictures, words, models and shared pages`,
    many(prints, "conversion or print check", "conversions and print checks"),
    many(uploads, "file sent ahead", "files sent ahead"),
    `${many(requests, "line")} of the request log, and the networks that the key was used from`,
  ];
}
