import type { ErrorCode } from "@/lib/core/errors";

/** Why a code comes, and what its reader can do about it. What stands between backticks is code. */
export const errorAdvice: Record<ErrorCode, { cause: string; remedy: string }> = {
  invalid_request: {
    cause: "A field is missing, unknown, of the wrong type or out of its bounds.",
    remedy:
      "`param` names the first such field and `errors` all of them. Correct them and send the call again.",
  },
  invalid_json: {
    cause: "The body says that it is JSON and is not, or is a list where an object is taken.",
    remedy: "Send what your language's JSON writer gives, with `Content-Type: application/json`.",
  },
  invalid_image: {
    cause: "The bytes are no PNG, JPEG or WebP, or are damaged.",
    remedy:
      "Open the picture with a viewer, save it anew as PNG or JPEG, and send the file itself, not a page that shows it.",
  },
  image_not_fetched: {
    cause: "The server behind `image_url` did not answer with a picture in time, or said no.",
    remedy: "See that the address opens without signing in, or send the file itself.",
  },
  image_too_small: {
    cause: "A side of the picture has fewer than 64 pixels.",
    remedy: "Send a larger picture; 512 pixels a side and more give detail.",
  },
  image_too_large: {
    cause: "A side has more than 8,192 pixels, or the picture more than 40 megapixels.",
    remedy: "Scale it down. More pixels than the quality's resolution are not seen in the model.",
  },
  bad_mesh: {
    cause:
      "The file is none of the mesh formats that are read, is damaged, or asks for more work than one mesh may.",
    remedy: "Export it anew as STL or GLB, repair or reduce it where it was made, and send it again.",
  },
  empty_subject: {
    cause: "Nothing in the picture stands out from its background.",
    remedy:
      "Send one with a plain or transparent background, or choose the engine `relief`, which takes the whole picture.",
  },
  prompt_not_understood: {
    cause: "No shape that the engines know is named in the prompt.",
    remedy:
      "Name one of those that `GET /api/v1/engines` lists, such as “a tall vase”, or put words to be modelled in quotation marks.",
  },
  address_refused: {
    cause: "An address that we were to call is not public, is not http or https, or does not resolve.",
    remedy: "Name one that can be reached from the internet.",
  },
  unsupported_format: {
    cause: "The quality does not offer one of the formats.",
    remedy: "Take one of those that `GET /api/v1/pricing` lists for the quality.",
  },
  conflicting_credentials: {
    cause: "`Authorization` and `X-API-Key` hold different keys.",
    remedy: "Send one of the two headers.",
  },
  malware_found: {
    cause: "The file carries the signature of known malware.",
    remedy: "Do not send it again, and look at where it came from.",
  },
  model_too_large: {
    cause: "At this quality the model would need more memory than the server gives one model.",
    remedy: "Choose a lower quality, or a picture that fills less of its frame. Nothing was charged.",
  },
  print_contract_unmet: {
    cause: "What `print` asks for cannot be had with this model. `detail` names the figure.",
    remedy: "Relax that figure, or change the size. Nothing was charged.",
  },
  key_in_url: {
    cause: "A key stood in the address, where logs and histories keep it.",
    remedy: "Rotate or revoke the key, and send the new one in a header.",
  },
  no_eligible_processor: {
    cause:
      "The rules under `processing`, with those of the organization, leave nobody who could make the model.",
    remedy:
      "Relax the rule that `detail` names, or choose an engine of this installation. Nothing was charged.",
  },
  invalid_signature: {
    cause: "A list of leaked keys is not signed as GitHub's secret scanning signs.",
    remedy: 'Send one key as `{"key": "…"}` instead: that needs no signature.',
  },
  download_not_ready: {
    cause: "The model is still being made, or was not made at all.",
    remedy: "Ask for the generation until its status is `completed`, then download.",
  },
  unauthenticated: {
    cause: "No key was sent, or one that is unknown, ended or revoked.",
    remedy: "Send a working key as `Authorization: Bearer pp_…`.",
  },
  insufficient_credits: {
    cause:
      "The balance does not cover the price. `credits_required` and `credits_available` say by how much.",
    remedy: "Add credits, choose a lower quality, or use a test key.",
  },
  price_above_limit: {
    cause: "The price is above the `max_credits` of the request.",
    remedy: "Raise `max_credits`, or choose a lower quality.",
  },
  spending_cap_reached: {
    cause: "The organization, or whoever asked, has spent what may be spent in this calendar month.",
    remedy: "Ask an owner or whoever does the billing to raise the cap, or wait for the next month (UTC).",
  },
  payment_declined: {
    cause: "The bank or the card's issuer declined a payment in the portal.",
    remedy: "Nothing was charged. Use another card, or ask the bank.",
  },
  key_cap_reached: {
    cause: "The key's generations of this calendar month have cost as much as its cap allows.",
    remedy: "Raise `monthly_credit_cap`, wait for the next month (UTC), or use another key.",
  },
  forbidden: {
    cause: "Your role or key may not do this.",
    remedy: "Ask an owner or admin of the organization.",
  },
  address_not_allowed: {
    cause: "The key names addresses that it may be used from, and this is none of them.",
    remedy: "Call from one of them, or change `allowed_addresses` of the key.",
  },
  origin_not_allowed: {
    cause: "A web page sent a live key that does not name the page's origin.",
    remedy: "Call from a server, use a test key, or name the origin in `allowed_origins`.",
  },
  insecure_transport: {
    cause: "The key came over a connection without encryption, where others can read it.",
    remedy: "Revoke it, make a new one, and call over https.",
  },
  storage_quota: {
    cause: "The organization keeps as many pictures and models as it may.",
    remedy: "Delete generations or conversions that are no longer needed.",
  },
  processing_restricted: {
    cause: "The organization asked that the data of this `end_user_id` only be kept.",
    remedy: "Lift it first, with a data-subject request of the type `lift_restriction`. Nothing was charged.",
  },
  insufficient_scope: {
    cause: "The key lacks the scope that the call needs.",
    remedy: "Use a key that has it, or add the scope to this one.",
  },
  account_suspended: {
    cause: "The organization is suspended; its owners were mailed why.",
    remedy: "An owner or admin asks for a review in the portal: somebody else decides on it.",
  },
  link_expired: {
    cause: "A signed address is older than it may be, or was changed.",
    remedy: "Ask for the generation or conversion again: its addresses are fresh.",
  },
  not_found: {
    cause: "There is no such thing, it was deleted, or it belongs to another organization.",
    remedy:
      "See that the id is whole, and that the key is of the organization and kind (test or live) that made it.",
  },
  method_not_allowed: {
    cause: "The address exists, and does not take this method.",
    remedy: "Take one of those in the header `Allow`.",
  },
  not_acceptable: {
    cause: "`Accept` names only types that this call does not give.",
    remedy: "Accept the type that `detail` names, or send no `Accept`.",
  },
  request_timeout: {
    cause: "The body stopped coming, or came too slowly.",
    remedy: "Send the call again, from a better connection or with a smaller file.",
  },
  conflict: {
    cause: "It cannot be done as things stand now. `detail` says what is in the way.",
    remedy: "Read the thing anew and decide again.",
  },
  already_finished: {
    cause: "The generation has completed, failed or been cancelled.",
    remedy: "Nothing is left to stop. Delete it if it is not wanted.",
  },
  idempotency_in_flight: {
    cause: "The first call under this `Idempotency-Key` is still being worked on.",
    remedy: "Repeat the call after `Retry-After` seconds to get its answer.",
  },
  email_taken: {
    cause: "There is an account with this mail address.",
    remedy: "Sign in, or use another address.",
  },
  gone: {
    cause: "The file was deleted, or its time of keeping is over.",
    remedy: "Make it again: the same seed and settings give the same bytes.",
  },
  payload_too_large: {
    cause: "The body is larger than the call takes: 20 MB a picture, 64 MB a mesh.",
    remedy: "Scale the picture down or reduce the mesh.",
  },
  uri_too_long: {
    cause: "The address with its query is too long.",
    remedy: "Send fewer or shorter filters.",
  },
  unsupported_media_type: {
    cause:
      "The body's `Content-Type`, or that of a part, is none that the call takes, or does not fit the bytes.",
    remedy: "Send one that the reference lists, and let your library write the header of a form.",
  },
  misdirected_request: {
    cause: "The request names a host that is not this installation's.",
    remedy: "Call the address that the docs show. An operator names it in `PUBLIC_URL`.",
  },
  idempotency_mismatch: {
    cause: "The same `Idempotency-Key` came with another body or to another address before.",
    remedy: "Use a key of its own for each thing that you want done.",
  },
  headers_too_large: {
    cause: "The headers have more than 16 KB together.",
    remedy: "Send fewer or shorter headers; cookies are not needed.",
  },
  rate_limited: {
    cause: "The key or its organization has made as many calls as it may for now.",
    remedy:
      "Wait `Retry-After` seconds. Follow generations by events, webhooks or `Prefer: wait`, which are not counted.",
  },
  too_many_attempts: {
    cause: "Too many calls with wrong keys, or too many reports, came from your address.",
    remedy: "Wait `Retry-After` seconds and use a working key.",
  },
  internal_error: {
    cause: "A mistake of ours. Nothing was charged for the call.",
    remedy: "Try again; if it happens twice, tell whoever runs the installation the `request_id`.",
  },
  deadline_exceeded: {
    cause: "The model was not finished within `deadline_seconds`, or within what the server gives one model.",
    remedy: "Allow more time or choose a lower quality. Nothing was charged.",
  },
  engine_failed: {
    cause: "The engine gave up on this input. Nothing was charged.",
    remedy: "Try another picture, engine or quality; if it happens twice, tell us the `request_id`.",
  },
  storage_unavailable: {
    cause: "Files cannot be read or written at the moment.",
    remedy: "Try again in a moment. What was already taken goes on by itself.",
  },
  service_unavailable: {
    cause: "The service is starting, stopping or overloaded.",
    remedy: "Try again after `Retry-After` seconds.",
  },
};
