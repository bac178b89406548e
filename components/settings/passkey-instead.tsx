"use client";
import { KeyRound } from "lucide-react";
import { useEffect, useState } from "react";
import { beginPasskeyProofAction, provePasskeyAction } from "@/app/(dashboard)/settings/actions";
import { Button } from "@/components/ui/button";

/**
 * A way to show once more who it is without a password, for who has a passkey; to everybody else nothing is shown.
 * `onProved` gets the form that the button stands in, so that it can be sent at once.
 */
export function PasskeyInstead({
  onProved,
  label = "Use a passkey instead",
}: {
  onProved: (form: HTMLFormElement | null) => void;
  label?: string;
}) {
  const [known, setKnown] = useState(false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    let here = true;
    void beginPasskeyProofAction({})
      .then((asked) => here && setKnown(asked.ok && asked.data.options !== null))
      .catch(() => {});
    return () => {
      here = false;
    };
  }, []);
  if (!known) return null;

  async function use(form: HTMLFormElement | null) {
    setPending(true);
    const refused = await proveByPasskey().catch(() => "The server cannot be reached. Try again.");
    setPending(false);
    setProblem(refused);
    if (refused === null) onProved(form);
  }

  return (
    <div className="grid gap-2">
      <Button type="button" pending={pending} onClick={({ currentTarget }) => void use(currentTarget.form)}>
        <KeyRound aria-hidden className="size-4" /> {label}
      </Button>
      {problem && (
        <p role="alert" className="text-note text-danger">
          {problem}
        </p>
      )}
    </div>
  );
}

/** Null once it is shown, else what to tell the person. */
async function proveByPasskey(): Promise<string | null> {
  const asked = await beginPasskeyProofAction({});
  if (!asked.ok) return asked.error.message;
  if (!asked.data.options) return "You have no passkey any more. Write your password.";
  const [{ startAuthentication }, { sayWhy }] = await Promise.all([
    import("@simplewebauthn/browser"),
    import("@/components/accounts/sign-in-with-passkey"),
  ]);
  const proof = await startAuthentication({ optionsJSON: asked.data.options }).catch((error: unknown) =>
    sayWhy(error),
  );
  if (typeof proof === "string") return proof;
  const shown = await provePasskeyAction(proof as Parameters<typeof provePasskeyAction>[0]);
  return shown.ok ? null : shown.error.message;
}
