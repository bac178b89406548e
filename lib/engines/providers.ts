import { env } from "@/lib/core/env";

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

/**
 * Everybody who could run an engine here, as configured. All engines are embedded, so there is one. An engine of an
 * outside company is added here and to the register of processors; until then no code of ours can reach it.
 */
export const engineProviders = (): EngineProvider[] => [
  {
    name: OWN_PROVIDER,
    own: true,
    country: env().processingCountry ?? null,
    trains: false,
    keepsNothing: true,
  },
];
