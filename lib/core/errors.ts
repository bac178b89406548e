/**
 * The one closed list of public error codes, each with the HTTP status the API answers and a title.
 * Nothing but this table turns a failure into a status.
 */
export const errorCodes = {
  invalid_request: [400, "The request is not valid"],
  invalid_json: [400, "The body is not valid JSON"],
  invalid_image: [400, "The picture cannot be read"],
  image_not_fetched: [400, "The picture could not be fetched"],
  image_too_small: [400, "The picture is too small"],
  image_too_large: [400, "The picture has too many pixels"],
  bad_mesh: [400, "The mesh cannot be used"],
  empty_subject: [400, "No subject was found in the picture"],
  prompt_not_understood: [400, "The prompt was not understood"],
  address_refused: [400, "The address is not fetched from"],
  unsupported_format: [400, "This quality does not offer the format"],
  conflicting_credentials: [400, "Two different keys were sent"],
  malware_found: [400, "The file carries a known malware signature"],
  model_too_large: [400, "The model needs more memory than this server allows"],
  print_contract_unmet: [400, "The model cannot meet the print contract"],
  no_eligible_processor: [400, "Nobody may process this under its rules"],
  key_in_url: [400, "A key was sent in the address"],
  invalid_signature: [400, "The signature does not match"],
  download_not_ready: [400, "The model is not ready yet"],
  unauthenticated: [401, "A valid API key is needed"],
  insufficient_credits: [402, "Not enough credits"],
  price_above_limit: [402, "It costs more than max_credits allows"],
  key_cap_reached: [402, "The key's monthly credits are used up"],
  spending_cap_reached: [402, "The month's credits that were allowed are used up"],
  payment_declined: [402, "The payment was declined"],
  forbidden: [403, "Not allowed"],
  address_not_allowed: [403, "The key may not be used from this address"],
  origin_not_allowed: [403, "The key may not be used from this web page"],
  insecure_transport: [403, "A key was sent without encryption"],
  storage_quota: [403, "The organization's storage is full"],
  processing_restricted: [403, "The data may only be kept"],
  insufficient_scope: [403, "The key lacks a scope"],
  account_suspended: [403, "The organization is suspended"],
  link_expired: [403, "The link has expired or was altered"],
  not_found: [404, "Not found"],
  method_not_allowed: [405, "The method is not offered here"],
  not_acceptable: [406, "The wanted answer type is not offered"],
  request_timeout: [408, "The request took too long to arrive"],
  conflict: [409, "The request conflicts with the current state"],
  already_finished: [409, "The generation has already finished"],
  idempotency_in_flight: [409, "The first call under this Idempotency-Key is not answered yet"],
  email_taken: [409, "The address is in use"],
  gone: [410, "It is no longer here"],
  payload_too_large: [413, "The body is too large"],
  uri_too_long: [414, "The address is too long"],
  unsupported_media_type: [415, "The content type is not accepted"],
  misdirected_request: [421, "The host is not served here"],
  idempotency_mismatch: [422, "The Idempotency-Key belongs to another request"],
  headers_too_large: [431, "The headers are too large"],
  rate_limited: [429, "Too many requests"],
  too_many_attempts: [429, "Too many attempts"],
  internal_error: [500, "Something went wrong on our side"],
  deadline_exceeded: [500, "The model was not finished by the deadline"],
  engine_failed: [500, "The engine could not make the model"],
  storage_unavailable: [503, "Storage is not available"],
  service_unavailable: [503, "The service is not available"],
} as const satisfies Record<string, readonly [number, string]>;

export type ErrorCode = keyof typeof errorCodes;

export interface AppErrorDetails {
  /** The offending field, as the client named it. */
  param?: string;
  /** Field → messages, for forms and for the published JavaScript client. */
  errors?: Record<string, string[]>;
  creditsRequired?: number;
  creditsAvailable?: number;
  retryAfterSeconds?: number;
  /** Kept for the log, never sent. */
  cause?: unknown;
}

/** A failure with a public code. `message` is public: it says what happened and what to do next. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: AppErrorDetails = {},
  ) {
    super(message, { cause: details.cause });
    this.name = "AppError";
  }
}

export const isAppError = (error: unknown): error is AppError => error instanceof AppError;
