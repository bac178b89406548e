import type { Prisma } from "@/lib/db";
import { engineProviders, OUTSIDE_ENGINE, OWN_PROVIDER } from "@/lib/engines";
import { Processing, Recipient, type GenerationProcessing } from "../processing-schema";

type Row = Pick<Prisma.GenerationModel, "processing" | "recipients" | "engineRequested">;

export const recipientsOf = ({ recipients }: Pick<Row, "recipients">): Recipient[] =>
  Recipient.array().parse(recipients);

/** The rules of a generation and who processed it: of what was sent elsewhere, exactly those who got it. */
export function tellProcessing(row: Row): GenerationProcessing {
  const rules = Processing.parse(row.processing);
  const recipients = recipientsOf(row);
  const outside = row.engineRequested === OUTSIDE_ENGINE;
  const own = engineProviders().find(({ name }) => name === OWN_PROVIDER);
  const made = recipients.find((each) => each.made);
  return {
    ...rules,
    own: recipients.length === 0,
    provider: outside ? (made?.provider ?? null) : OWN_PROVIDER,
    country: outside ? (made?.country ?? null) : (own?.country ?? null),
    trains: outside ? (made?.trains ?? null) : false,
    provider_retention: made?.retention ?? null,
    dpa: made?.dpa ?? null,
    recipients,
  };
}
