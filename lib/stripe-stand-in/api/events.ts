import { advanceClock } from "../advance-time";
import { invalid } from "../failure";
import type { Params } from "../params";
import { listPage } from "../list-page";
import { API_VERSION, newId, newSecret, type World } from "../world";
import { get, post, readable, remove, require, type Route } from "./route";

const [oneEvent] = readable("event", "/v1/events");

export const eventRoutes: Route[] = [
  oneEvent,
  get("/v1/events", ({ world, params, path }) => {
    const types = params.has("type") ? [params.required("type")] : params.texts("types");
    const delivered = params.flag("delivery_success");
    const wanted = (type: string): boolean =>
      types.length === 0 ||
      types.some((entry) => (entry.endsWith("*") ? type.startsWith(entry.slice(0, -1)) : entry === type));
    return listPage(
      world.store
        .all("event")
        .filter(({ type }) => wanted(type))
        .filter(({ pending_webhooks }) => delivered === null || (pending_webhooks === 0) === delivered),
      params,
      path,
    );
  }),
  ...readable("webhook_endpoint", "/v1/webhook_endpoints"),
  post("/v1/webhook_endpoints", ({ world, params }) => {
    const secret = `whsec_${newSecret()}`;
    const made = makeEndpoint(world, {
      url: params.required("url"),
      events: params.texts("enabled_events"),
      secret,
    });
    // The only answer that holds the secret.
    return { ...made, secret };
  }),
  post("/v1/webhook_endpoints/:id", ({ world, params, ids }) => updateEndpoint(world, params, ids[0])),
  remove("/v1/webhook_endpoints/:id", ({ world, ids }) => {
    const { id } = require(world, "webhook_endpoint", ids[0]);
    world.store.remove("webhook_endpoint", id);
    return { id, object: "webhook_endpoint", deleted: true };
  }),
  ...readable("test_helpers.test_clock", "/v1/test_helpers/test_clocks"),
  post("/v1/test_helpers/test_clocks", ({ world, params }) => {
    const frozen = params.time("frozen_time");
    if (frozen === null)
      throw invalid("Missing required param: frozen_time.", "frozen_time", "parameter_missing");
    return world.store.put("test_helpers.test_clock", {
      id: newId("clock", 24),
      object: "test_helpers.test_clock",
      created: world.now(),
      deletes_after: world.now() + 30 * 86_400,
      frozen_time: frozen,
      livemode: false,
      name: params.text("name"),
      status: "ready",
      status_details: {},
    });
  }),
  post("/v1/test_helpers/test_clocks/:id/advance", ({ world, params, ids }) => {
    const clock = require(world, "test_helpers.test_clock", ids[0]);
    const until = params.time("frozen_time") ?? 0;
    if (until <= clock.frozen_time)
      throw invalid("The frozen_time must be after the clock's current frozen_time.", "frozen_time");
    if (until > clock.frozen_time + 2 * 366 * 86_400)
      throw invalid("The clock cannot be advanced by more than two years at once.", "frozen_time");
    advanceClock(world, clock.id, until);
    return world.change(
      "test_helpers.test_clock",
      clock.id,
      { status: "ready" },
      "test_helpers.test_clock.ready",
    );
  }),
  remove("/v1/test_helpers/test_clocks/:id", ({ world, ids }) => {
    const { id } = require(world, "test_helpers.test_clock", ids[0]);
    world.store.remove("test_helpers.test_clock", id);
    return { id, object: "test_helpers.test_clock", deleted: true };
  }),
];

export interface NewEndpoint {
  url: string;
  events: string[];
  secret: string;
}

export function makeEndpoint(world: World, { url, events, secret }: NewEndpoint) {
  if (!URL.canParse(url)) throw invalid("Invalid URL: must be an absolute address.", "url", "url_invalid");
  if (events.length === 0)
    throw invalid("Missing required param: enabled_events.", "enabled_events", "parameter_missing");
  return world.store.put("webhook_endpoint", {
    id: newId("we", 24),
    object: "webhook_endpoint",
    api_version: API_VERSION,
    application: null,
    created: world.now(),
    description: null,
    enabled_events: events,
    livemode: false,
    metadata: {},
    status: "enabled",
    url,
    _secret: secret,
  });
}

function updateEndpoint(world: World, params: Params, id: string) {
  const { url, enabled_events, status } = require(world, "webhook_endpoint", id);
  const disabled = params.flag("disabled");
  return world.store.update("webhook_endpoint", id, {
    url: params.text("url") ?? url,
    enabled_events: params.has("enabled_events") ? params.texts("enabled_events") : enabled_events,
    status: disabled === null ? status : disabled ? "disabled" : "enabled",
  });
}
