import { z } from "zod";
import { countryCodes } from "./countries";
import { areOneRegion } from "./regions";

/** Where an outside party stands, and what a transfer of personal data there rests on. */
export interface TransferGround {
  country: string;
  transfer_mechanism?: string;
}

export const groundShape = {
  country: z
    .string()
    .refine(
      (code) => countryCodes.includes(code),
      "expected the two capital letters of the country where it stands, such as DE",
    ),
  transfer_mechanism: z
    .string()
    .trim()
    .min(3, "expected what the transfer rests on, such as standard contractual clauses, module 3")
    .max(500)
    .optional(),
};

/** Those that a software like this one cannot know of an operator's own contracts. */
export const TransferGrounds = z.strictObject({
  bucket: z.strictObject(groundShape).optional(),
  mail: z.strictObject(groundShape).optional(),
  uploadthing: z.strictObject(groundShape).optional(),
  stripe: z.strictObject(groundShape).optional(),
});
export type TransferGrounds = z.infer<typeof TransferGrounds>;

/** Abroad a transfer needs a ground (GDPR 44); inside the operator's own region it needs none. */
export const lacksMechanism = (
  { country, transfer_mechanism: mechanism }: TransferGround,
  ownCountry: string | undefined,
): boolean => !mechanism && !areOneRegion(ownCountry, country);

/** As the register says it. */
export const tellMechanism = ({ transfer_mechanism: mechanism }: TransferGround): string =>
  mechanism ?? "None needed: it stands in the operator's own region";
