import { z } from "zod";

/** What a mail about somebody's own data can be about. Never a word of the data itself. */
export const privacyFacts = [
  z.object({ about: z.literal("erasure_planned"), startsAt: z.string() }),
  z.object({ about: z.literal("organization_leaving"), startsAt: z.string() }),
  z.object({ about: z.literal("erasure_undone") }),
  z.object({ about: z.literal("erased"), url: z.string() }),
  z.object({ about: z.literal("export_ready"), expiresAt: z.string() }),
  z.object({ about: z.literal("restriction_lifting"), startsAt: z.string() }),
  z.object({ about: z.literal("privacy_request_answered") }),
  z.object({ about: z.literal("privacy_request_extended"), dueAt: z.string(), reason: z.string() }),
  z.object({ about: z.literal("privacy_unacknowledged"), requestId: z.string(), acknowledgeBy: z.string() }),
  z.object({ about: z.literal("privacy_deadline"), requestId: z.string(), dueAt: z.string() }),
  z.object({ about: z.literal("child_reported"), requestId: z.string(), found: z.boolean() }),
  z.object({ about: z.literal("account_paused") }),
  z.object({
    about: z.literal("processor_change"),
    processor: z.string(),
    kind: z.enum(["added", "changed", "ended"]),
    summary: z.string(),
    effectiveAt: z.string(),
  }),
  z.object({ about: z.literal("account_closed"), erasedAt: z.string() }),
  z.object({
    about: z.literal("business_transfer"),
    recipient: z.string(),
    summary: z.string(),
    effectiveAt: z.string(),
  }),
  z.object({ about: z.literal("breach_deadline"), breachId: z.string(), notifyBy: z.string() }),
  z.object({
    about: z.literal("breach"),
    summary: z.string(),
    awareAt: z.string(),
    categories: z.string(),
    consequences: z.string(),
    measures: z.string(),
  }),
  z.object({ about: z.literal("legal_request"), authority: z.string(), scope: z.string() }),
] as const;
export type PrivacyFacts = z.infer<(typeof privacyFacts)[number]>;

const moment = (iso: string): string => `${iso.slice(0, 10)} at ${iso.slice(11, 16)} UTC`;

/** Subject, then paragraphs. */
export function writePrivacyFacts(facts: PrivacyFacts): string[] {
  switch (facts.about) {
    case "erasure_planned":
      return [
        "Your account will be erased",
        `You asked us to erase your account and all that belongs to it. We begin on ${moment(facts.startsAt)}; until then nothing new is made with it, and you can undo it with one click.`,
        "If this was not you, sign in, undo it, and change your password at once.",
      ];
    case "organization_leaving":
      return [
        "An organization that you belong to will be erased",
        `Its only owner has asked us to erase it, with its keys, models and history. We begin on ${moment(facts.startsAt)}.`,
        "Fetch what you need before then, or ask the owner to make somebody else an owner and undo the request.",
      ];
    case "erasure_undone":
      return ["Your erasure was undone", "Nothing was erased, and everything works again as before."];
    case "erased":
      return [
        "Your account is erased",
        "What belonged to your account is being erased now, and this is the last mail that we send to your address. We keep no name and no address of yours.",
        `What was erased, and what the law makes us keep and for how long, stands here for 90 days: ${facts.url}`,
      ];
    case "export_ready":
      return [
        "Your data is ready",
        `The copy of your data that you asked for can be downloaded until ${moment(facts.expiresAt)}, five times at most.`,
      ];
    case "restriction_lifting":
      return [
        "The restriction on your data will be lifted",
        `From ${moment(facts.startsAt)} on your data is processed as before the restriction. If you do not agree, write to us before then.`,
      ];
    case "privacy_request_answered":
      return ["Your privacy request has an answer", "Sign in to read what became of what you asked for."];
    case "privacy_request_extended":
      return [
        "Your privacy request takes longer",
        `We need more time, and answer by ${moment(facts.dueAt)} at the latest. The law allows that once.`,
        `Why: ${facts.reason}`,
        "If you do not agree, you may complain to an authority: the privacy centre names yours under Complaints.",
      ];
    case "privacy_unacknowledged":
      return [
        `A privacy request must be acknowledged by ${facts.acknowledgeBy.slice(0, 10)}`,
        `No mail server has taken the mail yet that tells whoever sent the request ${facts.requestId} that it has come. They must know by ${moment(facts.acknowledgeBy)}: see that mail goes out, then send it again from the desk.`,
      ];
    case "privacy_deadline":
      return [
        `A privacy request is due on ${facts.dueAt.slice(0, 10)}`,
        `The request ${facts.requestId} is not done yet, and it must be by ${moment(facts.dueAt)}.`,
      ];
    case "child_reported":
      return [
        "An account was reported as a child's",
        facts.found
          ? `The report ${facts.requestId} names an account that exists. Nothing is processed for it from this moment on; decide within a day whether it is erased or goes on.`
          : `The report ${facts.requestId} names an account that does not exist. Answer whoever wrote.`,
      ];
    case "account_paused":
      return [
        "Your account is paused",
        "Somebody has told us that this account may be a child's. Until one of us has looked into it nothing is made with it, and nothing is erased. You need not do anything; if it is wrong, write to us, and it goes on.",
      ];
    case "processor_change":
      return [
        `${facts.processor}: who processes your data changes on ${facts.effectiveAt.slice(0, 10)}`,
        `${changes[facts.kind]} ${facts.summary}`,
        `Until ${moment(facts.effectiveAt)} nothing changes. If your organization does not want it, an owner or admin can object before then, in the settings under Data: none of your organization's data goes there from that day on.`,
      ];
    case "business_transfer":
      return [
        `${facts.recipient} takes over on ${facts.effectiveAt.slice(0, 10)}`,
        `${facts.summary} What we keep of you goes over to ${facts.recipient} on ${moment(facts.effectiveAt)}, and is bound by the same privacy policy until you are told of another.`,
        `Until then you can take a copy of all your data, close your account, or have everything erased. If you had closed your account, write to us for either.`,
      ];
    case "breach_deadline":
      return [
        `A breach must be reported by ${moment(facts.notifyBy)}`,
        `The breach ${facts.breachId} is not reported to the authority yet. Report it, or write down why it puts nobody at risk; what is not known yet may follow later.`,
      ];
    case "breach":
      return [
        "Personal data of your organization was affected by a breach",
        `What happened: ${facts.summary}`,
        `We have known of it since ${moment(facts.awareAt)}. It concerns: ${facts.categories}.`,
        `What may come of it: ${facts.consequences}`,
        `What we have done, and what you can do: ${facts.measures}`,
        "You may have to tell your own authority within 72 hours, and the people concerned. Answer this mail or write to us from the portal for all that we know.",
      ];
    case "legal_request":
      return [
        "An authority asked for data of yours",
        `${facts.authority} asked us for data that we keep of you, and the law made us answer. What may have left: ${facts.scope}.`,
        "We could not tell you any sooner. Write to us if you want to know more.",
      ];
    case "account_closed":
      return [
        "Your account is closed",
        `Nobody can sign in with it any more, and its keys have ended. We erase it on ${moment(facts.erasedAt)}, or before then if you ask us to.`,
      ];
  }
}

const changes = {
  added: "An outside party is added to those that may process personal data for us.",
  changed: "What an outside party does for us with personal data changes.",
  ended: "An outside party stops processing personal data for us.",
};

const places: Partial<Record<PrivacyFacts["about"], { name: string; path: string }>> = {
  privacy_unacknowledged: { name: "The privacy desk", path: "/admin/privacy" },
  privacy_deadline: { name: "The privacy desk", path: "/admin/privacy" },
  child_reported: { name: "The staff area", path: "/admin/privacy" },
  breach_deadline: { name: "The breaches", path: "/admin/privacy/breaches" },
  breach: { name: "Write to us", path: "/support" },
  legal_request: { name: "Write to us", path: "/privacy/request" },
  account_paused: { name: "Write to us", path: "/privacy/request" },
  processor_change: { name: "The whole change", path: "/processors" },
  erased: { name: "Privacy", path: "/" },
  account_closed: { name: "Privacy", path: "/" },
};

/** Where to go on from such a mail. */
export const privacyPlace = ({ about }: PrivacyFacts): { name: string; path: string } =>
  places[about] ?? { name: "Your privacy centre", path: "/privacy" };

const names = new Set<string>(privacyFacts.map(({ shape }) => shape.about.value));
export const isPrivacyFacts = (facts: { about: string }): facts is PrivacyFacts => names.has(facts.about);
