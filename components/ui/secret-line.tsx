import { CopyButton } from "./copy-button";

/** A secret that is shown this once: one press selects it, another copies it. */
export function SecretLine({ secret }: { secret: string }) {
  return (
    <div className="flex items-center gap-2 rounded-xl border border-accent-line bg-accent-soft/60 p-1.5 pl-4">
      <code data-secret className="min-w-0 flex-1 font-mono text-note break-all select-all">
        {secret}
      </code>
      <CopyButton text={secret} label="Copy" showLabel />
    </div>
  );
}
