import { qualityLabels } from "@/components/generations/quality-names";
import { reportWords } from "@/components/generations/report-words";
import { planNames, plans, type PlanName } from "@/lib/billing/schema";
import { qualities, qualityNames, type Quality } from "@/lib/generations/schema";
import type { ComponentStatus } from "@/lib/status/schema";

// The tiers say the same here as in the portal and in the API's own price list.
const tiers = Object.fromEntries(
  qualityNames.map((name) => [
    name,
    { label: qualityLabels[name], description: qualities[name].description },
  ]),
) as Record<Quality, { label: string; description: string }>;

/** What the public pages say. The other languages follow this shape; `{…}` is filled in where it is shown. */
export const english = {
  shell: {
    home: "PrintPal, start page",
    site: "Site",
    foot: "Foot",
    pricing: "Pricing",
    docs: "Docs",
    status: "Status",
    signIn: "Sign in",
    startFree: "Start free",
    openPortal: "Open the portal",
    portal: "Portal",
    chooseLanguage: "Language",
    privacy: "Privacy",
    terms: "Terms",
    cookies: "Cookies",
    askAboutData: "Your data",
    processors: "Processors",
    proof: "Proof",
  },
  choices: {
    name: "Your choices",
    cookies: "Cookie settings",
    sale: "Do not sell or share my data",
    limit: "Limit the use of my data",
    signal: "Opt-out signal honoured",
  },
  consent: {
    name: "Cookies",
    ask: "May we count which pages are opened, and remember your preferences? No other company is involved, and no identifier is kept.",
    kept: "What is kept",
    necessary: "Only necessary",
    all: "Allow all",
    choose: "Choose one by one",
  },
  hero: {
    before: "Pictures in.",
    bright: "Printable models",
    after: "out.",
    lead: "One API call turns an image or a sentence into a watertight mesh in millimetres, with a measured print report. No repairs in a modelling program, no surprises in the slicer.",
    start: "Start with 100 free credits",
    docs: "Read the docs",
    fine: "No card needed. Test keys are free for good.",
    drawing: "The drawing that the model was made from",
    model: "A bird from a drawing",
    turn: "drag to turn",
    offer: "Turn it in 3D",
  },
  gallery: {
    title: "What goes in, what comes out",
    lead: "Made by the engines that ship with PrintPal, in seconds, on one machine. No outside service saw the pictures.",
    model: "{name}: the model",
    picture: "{name}: the picture",
    names: { amphora: "Amphora", rocket: "Rocket", toadstool: "Toadstool", robot: "Robot" },
  },
  steps: {
    title: "Three steps from picture to print",
    send: "Send a picture or a sentence",
    sendText:
      "PNG, JPEG or WebP up to 20 MB, or words such as “a hexagonal pen holder 90 mm tall”. Say how large it should be.",
    build: "We build a solid",
    buildText:
      "The engine that suits the input grows one closed surface: no loose shells, no flipped faces, no holes to patch.",
    print: "Download and print",
    printText:
      "STL, 3MF, OBJ, PLY and GLB in real millimetres, with print time, filament, overhangs and size measured on the mesh.",
  },
  report: {
    title: "A report you can hold us to",
    lead: "Every model comes with what was measured on it. This one belongs to the model at the top of the page.",
    points: [
      "Watertight and manifold are checked on the finished triangles, not promised",
      "Size, volume and surface in millimetres, to two decimals",
      "Overhang share, bed contact, print time and filament before you slice",
      "The same numbers in the portal and in the API's answer",
    ],
  },
  reportCard: reportWords,
  code: {
    title: "One call. That is the API.",
    lead: "Send the picture, ask for the status, fetch the files. The published PrintPal clients for Python and JavaScript work as they are, with only the address changed.",
    quickStart: "Quick start",
  },
  closing: {
    title: "Make your first model in a minute",
    lead: "100 credits are on us: enough for 25 drafts.",
    create: "Create an account",
  },
  plans: {
    title: "Plans for regular work",
    lead: "Monthly credits for less, kept longer, made side by side. Change or end a plan in any month.",
    aMonth: "a month",
    welcome: "100 credits to begin with",
    credits: "{credits} credits each month",
    kept: "Models kept for {days} days",
    keptForGood: "Models kept until you delete them",
    atOnce: "{count} models made at once",
    members: "Up to {count} people",
    support: supportOf(),
    start: "Start free",
    choose: "Choose {plan}",
    packs: "Without a plan, buy credits as you need them; they never expire: {packs}.",
    pack: "{price} for {credits}",
  },
  pricing: {
    title: "Prepaid, per model",
    lead: "One dollar is 100 credits. All file formats are in the price, and a generation that fails costs nothing.",
    credits: "credits",
    tiers,
    calculatorTitle: "What a month costs",
    quality: "Quality",
    modelsMonthly: "Models a month",
    modelsCount: "{count} models",
    creditsCount: "{count} credits",
    thatIs: "That is",
    aMonth: "a month",
    sum: "{credits} credits, {price} a model. Those that fail or are cancelled are not counted.",
    questionsTitle: "Questions",
    questions: [
      {
        question: "What does a failed generation cost?",
        answer:
          "Nothing. Credits are reserved when you submit and return to your balance when a generation fails or is cancelled.",
      },
      {
        question: "Do I pay for each file format?",
        answer: "No. Ask for all the formats that the quality offers; the generation costs the same.",
      },
      {
        question: "What is a test key?",
        answer:
          "A key whose calls run the same engines at reduced resolution for free. Use it in your tests for as long as you like.",
      },
      {
        question: "Do credits expire?",
        answer:
          "Those that you buy do not. The monthly credits of a plan last until its period ends and a week more, and are spent first.",
      },
      {
        question: "Who may use the models?",
        answer:
          "You. They are made from your picture, for you, and are deleted from our disks when you delete them.",
      },
    ],
  },
  status: {
    title: "Status",
    works: "Everything works",
    fails: "Something does not work",
    unknown: "Not measured at the moment",
    rowWorks: "Works",
    rowFails: "Does not work",
    rowUnknown: "Not measured",
    components: {
      website: "Website and API",
      database: "Database",
      storage: "Files",
      jobs: "Model making",
    } as Record<ComponentStatus["component"], string>,
    today: "Today",
    noProbes: "no probes yet",
    dayUnmeasured: "{day}: not measured",
    daySound: "{day}: no failure",
    dayFailing: "{day}: {failures} of {probes} probes failed",
    summary: "{name}, last {days} days: measured on {measured}, failures on {failing}.",
    how: "Each part is tried once a minute, as a customer would use it; the site at its public address. A minute in which nothing was tried counts neither way. Days are UTC.",
    noDatabase:
      "The database does not answer, so nothing can be said of the other parts. Calls to the API answer 503 with Retry-After; what was submitted before is kept and goes on when it is back.",
    outages: "Outages",
    noOutages: "None in the last {days} days.",
    outage: "{name} did not work",
    lasted: "for {length}",
    goesOn: "goes on",
  },
};

export type SiteWords = typeof english;

/** As the plans themselves say it. */
function supportOf(): Record<PlanName, string> {
  return Object.fromEntries(planNames.map((name) => [name, plans[name].support])) as Record<PlanName, string>;
}
