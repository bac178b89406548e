import { invalid } from "./failure";
import { attach } from "./payment-methods";
import type { PaymentMethod, SetupIntent } from "./payment-things";
import { errorOf, type Confirmation } from "./payments";
import { declines, type Behaviour } from "./test-cards";
import type { Metadata } from "./thing";
import { newId, newSecret, type World } from "./world";

export interface NewSetup {
  customer: string | null;
  metadata: Metadata;
  usage?: string;
  session?: string | null;
}

export function makeSetup(world: World, { customer, metadata, usage, session }: NewSetup): SetupIntent {
  const id = newId("seti");
  const setup = world.store.put("setup_intent", {
    id,
    object: "setup_intent",
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${newSecret()}`,
    created: world.nowOf(customer),
    customer,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: "automatic" } },
    payment_method_types: ["card"],
    single_use_mandate: null,
    status: "requires_payment_method",
    usage: usage ?? "off_session",
    _session: session ?? null,
  });
  world.emit("setup_intent.created", setup);
  return setup;
}

/** Keeps a method for later charges: cards that ask do so now, and need not again where the holder approved. */
export function confirmSetup(
  world: World,
  setup: SetupIntent,
  method: PaymentMethod,
  { answered, returnUrl }: Confirmation,
): SetupIntent {
  if (["succeeded", "canceled"].includes(setup.status))
    throw invalid(
      `You cannot confirm this SetupIntent because it has a status of ${setup.status}.`,
      undefined,
      "setup_intent_unexpected_state",
    );
  const behaviour = method._behaviour as Behaviour;
  const asks = ["always_asks", "asks_unless_set_up"].includes(behaviour);
  if (asks && !answered) {
    const url = `${world.baseUrl}/challenges/${setup.id}`;
    const asking = world.store.update("setup_intent", setup.id, {
      status: "requires_action",
      payment_method: method.id,
      next_action: { type: "redirect_to_url", redirect_to_url: { url, return_url: returnUrl ?? null } },
    });
    world.emit("setup_intent.requires_action", asking);
    return asking;
  }
  const failure =
    asks && answered === "refused"
      ? {
          code: "setup_intent_authentication_failure",
          message:
            "We are unable to authenticate your payment method. Please choose a different payment method.",
        }
      : behaviour in declines
        ? declines[behaviour as keyof typeof declines]
        : undefined;
  if (failure) {
    const failed = world.store.update("setup_intent", setup.id, {
      status: "requires_payment_method",
      payment_method: null,
      next_action: null,
      last_setup_error: { ...errorOf(failure), payment_method: method },
    });
    world.emit("setup_intent.setup_failed", failed);
    return failed;
  }
  if (setup.customer) attach(world, method, setup.customer);
  world.store.update("payment_method", method.id, { _setUp: true });
  const done = world.store.update("setup_intent", setup.id, {
    status: "succeeded",
    payment_method: method.id,
    last_setup_error: null,
    next_action: null,
  });
  world.emit("setup_intent.succeeded", done);
  return done;
}
