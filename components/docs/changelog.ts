export interface ChangelogEntry {
  /** When it could first be called. */
  date: string;
  title: string;
  /** Sentences; what stands between backticks is code. */
  groups: { name: "Added" | "Changed" | "Fixed"; changes: string[] }[];
}

/** What changed for callers of the API, the newest first. Written by hand, one entry for each day that changed something. */
export const changelog: ChangelogEntry[] = [
  {
    date: "2026-11-28",
    title: "Projects, engines of others, and thumbnails for light and dark pages",
    groups: [
      {
        name: "Added",
        changes: [
          "`engine` `generative`: an engine of somebody else's, where the operator declared one. It runs only where it is named and your rules on processing let it; what comes back is mended and measured as any model.",
          "`processing` of a generation says who processed it: `own`, `provider`, `country`, `trains`, `provider_retention`, `dpa`, and in `recipients` everybody outside who was sent its picture. `left_the_machine` of its receipt says when each had deleted it.",
          "`GET /api/v1/usage/requests` and its CSV tell each call's settings in `parameters` and the code of a refusal in `error_code`.",
          "`GET` and `POST /api/v1/projects`, `GET`, `PATCH` and `DELETE /api/v1/projects/{id}`: parts of your work with rules of their own on who may process what their keys send, and a word of their own on training; the strictest of request, project and organization holds.",
          "`project_id` of a key says which project it belongs to; `GET /api/v1/generations` takes it to list what a project made.",
          "`project_id` of a generation, and of the events about it, says which project it was made under; `null` where there was none.",
          "`by=project` of `GET /api/v1/usage`: the models made under each project, and what they cost; `project_id` of `GET /api/v1/usage/requests`: the calls of its keys.",
          "`GET /api/v1/retention` tells of backups by three lines: `backups`, `backup_keys` and `backup_files`.",
          "`used_from` of a key: the networks and countries that programs used it from; its owners are mailed when one is new.",
        ],
      },
      {
        name: "Changed",
        changes: [
          "An upload is removed 30 days after its announcement, however often calls use it; `expires_at` tells.",
          "The picture at `thumbnail_url` and the one inside a 3MF have a transparent ground with a soft shadow, instead of light grey.",
          "A download that takes less than 30 kB in 30 seconds, while more waits for it, is ended.",
        ],
      },
    ],
  },
  {
    date: "2026-11-27",
    title: "Maps sent ahead, and what became of callbacks",
    groups: [
      {
        name: "Added",
        changes: [
          "`kind` of `POST /api/v1/uploads`: a `depth_map` or `normal_map` is sent ahead in its sixteen bits and named as `depth_map_upload_id` or `normal_map_upload_id`.",
          "`callback` of a generation with `webhook_url` and of a data-subject request with `callback_url`: whether it was told, after how many tries, and what went wrong last.",
          "`changes` of `GET /api/v1/processors`: who is to be added, changed or ended, at least 30 days ahead; `/processors/feed` is the same as a feed.",
          "`depth_map_url` and `normal_map_url` of a generation: the map that lay beside its picture.",
          "`POST /api/generate` of the published clients takes an `Idempotency-Key`, as every other `POST` does.",
          "The Model Context Protocol has the tool `upload`; `quote`, `generate` and `print_check` take `upload_id`.",
        ],
      },
      {
        name: "Fixed",
        changes: [
          "A file that was stored by a process that died before it could note it is removed within two days; an export that was broken off is never packed twice.",
          "A refusal of the bytes of an upload names the `body` in `param`, not a form's field that was never sent.",
        ],
      },
    ],
  },
  {
    date: "2026-11-26",
    title: "Your own meshes, webhooks, streams and seven formats",
    groups: [
      {
        name: "Added",
        changes: [
          "`POST /api/v1/conversions` and `POST /api/v1/print-checks` take your own meshes, mend and measure them, free of charge.",
          "`/api/v1/webhooks`: events are signed by the Standard Webhooks specification and tried again for three and a half days; deliveries are kept, can be listed and sent again.",
          "`GET /api/v1/generations/{id}/events` streams each change; `Prefer: wait=N` ends with the change it waits for.",
          "`POST /api/v1/generations/quote` prices a request without making it.",
          "`max_credits`, `deadline_seconds`, `end_user_id`, `metadata` and `POST …/feedback` for generations; lists can be narrowed by status, engine, key, end user, time and words.",
          "`POST /api/v1/uploads` takes pictures and meshes ahead, at a signed address without a key; `upload_id` and `upload_ids` name them in generations, quotes, conversions and print checks.",
          "`delete_after` deletes a generation by itself and leaves an id that answers `410`; `store_input` `false` erases what it was made from.",
          "`webhook_url` tells one generation's own address; `/api/v1/webhooks/signing-secret` shows and exchanges what signs it.",
          "`GET /api/v1/usage?by=engine`; the request log is narrowed by method, pattern, status, generation and time; both come as CSV with `format=csv`.",
          "`Idempotency-Key` with every `POST`: a repeated call is made and charged once within 24 hours.",
          "Pictures in JSON bodies, in base64 or by `image_url`.",
          "`normal_map` for the engine `figure`, beside `depth_map`: the front follows the slopes that it shows. `figure.normal_green` says which way green looks.",
          "The engines `hull` (two to six views), `extrude`, `layers` and `text`; settings of their own for each engine, among them `figure`, `relief` and `lithophane`.",
          "`print`: process, thinnest wall, base, orientation, hollowing and drain holes, most triangles, the printer's bed, and `split` into pieces with pegs.",
          "The formats FBX and USDZ, GLB packed by meshopt, and textures of up to 4,096 × 4,096 pixels.",
          "Qualities with grids of 1280³ and 1536³, plain and in colour.",
          "Keys can be bound to addresses, web pages and a monthly cap, changed, rotated with an overlap, and reported as leaked to `POST /api/v1/keys/leaks`.",
          "Reports say walls, islands, crossings and the error of the print time and filament they give.",
          "A TypeScript client in one file at `/client/printpal.ts`, and the Model Context Protocol at `/api/mcp`.",
          "`GET /api/v1/processors`: who sees personal data, which is nobody outside this installation.",
          "`processing` and `PUT /api/v1/processing-policy` say who may work on a generation and what may be kept; `GET /api/v1/generations/{id}/processing` is the signed receipt.",
          "`/api/v1/data-subject-requests` carries out access, portability, erasure and restriction for one end user of yours.",
          "`GET /api/v1/retention` lists how long what is kept; `/api/v1/consents` gives and withdraws consents.",
          "An API reference with a place to try each call, a collection for Postman and Bruno, and a Markdown twin of every page of the docs.",
        ],
      },
      {
        name: "Changed",
        changes: [
          "The engines' version went up: with the same seed, models differ from those of 22 November in their last details.",
          "Hollows leave walls within half a voxel of `hollow_mm`, and drains keep off them; estimates of filament and print time count walls and closed layers apart; a body inside another counts its volume once.",
          "Rate limits are counted for all web processes together; `RateLimit` and `RateLimit-Policy` say what is left.",
          "A request that would need more memory than a model may have is refused with `model_too_large` before it is taken.",
          "More than ten models of an organization at once wait for their turn instead of being refused.",
        ],
      },
    ],
  },
  {
    date: "2026-11-22",
    title: "The first version of the API",
    groups: [
      {
        name: "Added",
        changes: [
          "`POST /api/v1/generations` turns a picture or a prompt into a watertight model with a measured print report; read, list, cancel, delete and download it.",
          "The engines `figure`, `relief` and `parametric`, and `auto`, which chooses by what is in the picture; STL, GLB, OBJ, PLY and 3MF.",
          "`/api/v1/keys`, `/api/v1/credits`, `/api/v1/usage`, `/api/v1/pricing`, `/api/v1/engines` and `/api/v1/health`.",
          "Test keys, which are free and work at reduced resolution.",
          "The unversioned addresses `/api/generate`, `/api/credits`, `/api/pricing` and `/api/usage` of the published Python and JavaScript clients.",
          "Refusals as problem documents (RFC 9457) with stable codes.",
        ],
      },
    ],
  },
];
