"use client";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { Notice } from "@/components/ui/notice";

/** The secret itself, with a first call to try it. */
export function NewSecret({ secret, base, onDone }: { secret: string; base: string; onDone: () => void }) {
  return (
    <div className="mt-5 grid gap-4">
      <div className="flex items-center gap-2 rounded-xl border border-accent-line bg-accent-soft/60 p-1.5 pl-4">
        <code data-secret className="min-w-0 flex-1 font-mono text-note break-all select-all">
          {secret}
        </code>
        <CopyButton text={secret} label="Copy" showLabel />
      </div>
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
