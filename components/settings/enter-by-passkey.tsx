"use client";
import { loadAnew } from "./load-anew";
import { PasskeyInstead } from "./passkey-instead";

/** Opens the portal to who signed in by password where more is demanded, and has a passkey. */
export function EnterByPasskey() {
  return (
    <div className="mt-3">
      <PasskeyInstead label="Use your passkey" onProved={() => loadAnew("/overview")} />
    </div>
  );
}
