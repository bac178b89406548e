import { findFormerAddress, requireProcessor } from "@/lib/accounts";
import { isAppError } from "@/lib/core/errors";
import { findCustomer } from "./account";
import { isUnknownToStripe, sellsCredits, stripe } from "./stripe";

/**
 * Somebody has another mail address: invoices of the organizations whose money they look after go there, where they went to
 * the former one. An address of a bookkeeper's, say, is left. May run again: what is changed already is left as well.
 */
export async function followAddress(formerId: string): Promise<void> {
  const former = sellsCredits() ? await findFormerAddress(formerId) : null;
  if (!former || former.email === former.fromEmail) return;
  for (const organizationId of former.billingOrganizationIds) await follow(organizationId, former);
}

async function follow(
  organizationId: string,
  { fromEmail, email }: { fromEmail: string; email: string },
): Promise<void> {
  const id = await findCustomer({ organizationId });
  if (!id || !(await mayTell(organizationId))) return;
  try {
    const customer = await stripe().customers.retrieve(id);
    if (!customer.deleted && customer.email?.toLowerCase() === fromEmail)
      await stripe().customers.update(id, { email });
  } catch (error) {
    if (!isUnknownToStripe(error)) throw error;
  }
}

/** An organization that objected to Stripe has nothing of its own sent there. */
async function mayTell(organizationId: string): Promise<boolean> {
  try {
    await requireProcessor({ organizationId }, "stripe");
    return true;
  } catch (error) {
    if (isAppError(error)) return false;
    throw error;
  }
}
