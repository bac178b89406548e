"use server";
import { z } from "zod";
import { action } from "@/lib/api/action";
import {
  createEndpoint,
  CreateEndpoint,
  deleteEndpoint,
  getEndpoint,
  listDeliveries,
  ListDeliveries,
  listEndpoints,
  redeliver,
  rotateEndpointSecret,
  RotateSecret,
  sendTestEvent,
  updateEndpoint,
  UpdateEndpoint,
} from "@/lib/webhooks";

const ById = z.strictObject({ id: z.string().max(64) });

export const listEndpointsAction = action(z.strictObject({}), (ctx) => listEndpoints(ctx));
export const getEndpointAction = action(ById, (ctx, { id }) => getEndpoint(ctx, id));
export const createEndpointAction = action(CreateEndpoint, (ctx, request) => createEndpoint(ctx, request));
export const updateEndpointAction = action(ById.extend({ change: UpdateEndpoint }), (ctx, { id, change }) =>
  updateEndpoint(ctx, id, change),
);
export const deleteEndpointAction = action(ById, (ctx, { id }) => deleteEndpoint(ctx, id));
export const rotateEndpointSecretAction = action(ById.extend(RotateSecret.shape), (ctx, { id, ...request }) =>
  rotateEndpointSecret(ctx, id, request),
);
export const sendTestEventAction = action(ById, (ctx, { id }) => sendTestEvent(ctx, id));
export const listDeliveriesAction = action(ById.extend(ListDeliveries.shape), (ctx, { id, ...query }) =>
  listDeliveries(ctx, id, query),
);
export const redeliverAction = action(
  ById.extend({ delivery: z.string().max(64) }),
  (ctx, { id, delivery }) => redeliver(ctx, id, delivery),
);
