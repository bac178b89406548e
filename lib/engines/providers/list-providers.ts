import { env } from "@/lib/core/env";
import type { DeclaredProvider } from "@/lib/core/declared-provider";
import { OUTSIDE_ENGINE } from "../engine";

/** Somebody who runs engines: this installation itself, or an outside company that is sent a caller's input. */
export interface EngineProvider {
  /** As callers name it in `processing`. */
  name: string;
  /** Whether the input stays on this installation's machines. */
  own: boolean;
  /** ISO 3166-1 code of where it runs, or null where that is not known. */
  country: string | null;
  /** Whether it improves models of its own with what it is sent. */
  trains: boolean;
  /** Whether it keeps nothing once the work is done. */
  keepsNothing: boolean;
}

export const OWN_PROVIDER = "own";

/** Everybody who could run an engine here: the installation, and whom the operator declared, in that order. */
export const engineProviders = (): EngineProvider[] => [ownProvider(), ...outsideProviders().map(toProvider)];

/** Those alone who could run one engine: what is embedded never leaves, and what is asked of others is never embedded. */
export const providersOf = (engine: string): EngineProvider[] =>
  engine === OUTSIDE_ENGINE ? outsideProviders().map(toProvider) : [ownProvider()];

/** In the order in which they are declared, which is that of the register. */
export const outsideProviders = (): readonly DeclaredProvider[] => env().engineProviders;

const ownProvider = (): EngineProvider => ({
  name: OWN_PROVIDER,
  own: true,
  country: env().processingCountry ?? null,
  trains: false,
  keepsNothing: true,
});

export const toProvider = ({ name, country, trains, keeps_nothing }: DeclaredProvider): EngineProvider => ({
  ...{ name, own: false, country, trains },
  keepsNothing: keeps_nothing,
});
