"use client";
import dynamic from "next/dynamic";
import { useState } from "react";
import { countKeyDataAction } from "@/app/(dashboard)/settings/actions";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import type { SelectOption } from "@/components/ui/select-look";
import { toast } from "@/components/ui/toast-store";
import type { KeyDataCount } from "@/lib/privacy/schema";

// Few who come here erase something.
const KeyDataStep = dynamic(() => import("./key-data-step").then((file) => file.KeyDataStep), { ssr: false });

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
        {found && !found.pending && <KeyDataStep found={found} name={name} onDone={() => setFound(null)} />}
      </div>
    </Card>
  );
}
