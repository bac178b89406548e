"use client";
import { eraseKeyDataAction } from "@/app/(dashboard)/settings/actions";
import { PasswordStep } from "@/components/privacy/password-step";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast-store";
import type { KeyDataCount } from "@/lib/privacy/schema";

/** What goes and what stays, and the word of whoever is asked for it. */
export function KeyDataStep({
  found,
  name,
  onDone,
}: {
  found: KeyDataCount;
  /** Of the key. */
  name: string;
  onDone: () => void;
}) {
  return (
    <div className="grid gap-3 text-sm" data-key-data={found.key_id}>
      <p className="font-medium">Step 2 of 2: look at what goes, then confirm</p>
      <ul className="grid list-disc gap-1 pl-5 text-secondary">
        {wordsOf(found).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className="text-secondary">
        What stays: each movement of credits, for the law, with a bare line of the generation that it paid
        for; how many calls there were on which day; and who asked for this. Outside engines that were sent a
        picture are told to erase it.
      </p>
      <div className="flex flex-wrap gap-2">
        <PasswordStep
          trigger={<Button look="danger">Erase what it made</Button>}
          title={`Erase everything that “${name}” made?`}
          description="It begins in a minute and cannot be taken back. What the key makes from now on stays."
          confirm="Erase it for good"
          danger
          send={(proof) => eraseKeyDataAction({ key_id: found.key_id, ...proof })}
          onDone={() => {
            toast({ title: "It is being erased", description: `What “${name}” made is gone in minutes.` });
            onDone();
          }}
        />
        <Button onClick={onDone}>Keep it</Button>
      </div>
    </div>
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
