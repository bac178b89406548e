"use client";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Notice } from "@/components/ui/notice";
import { SecretLine } from "@/components/ui/secret-line";

/** The secret itself, with a first call to try it. */
export function NewSecret({ secret, base, onDone }: { secret: string; base: string; onDone: () => void }) {
  return (
    <div className="mt-5 grid gap-4">
      <SecretLine secret={secret} />
      <CodeBlock
        language="bash"
        code={`curl ${base}/api/v1/credits \\\n  -H "Authorization: Bearer ${secret}"`}
      />
      <Notice tone="warning">
        Keep it out of browsers, apps and repositories. If it leaks, revoke it here.
      </Notice>
      <Button look="primary" onClick={onDone} className="justify-self-end">
        I have copied it
      </Button>
    </div>
  );
}
