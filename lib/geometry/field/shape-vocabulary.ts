import type { ShapeAdjective } from "./shape-recipe";

/** Words that change a shape; every synonym of an adjective the catalogue knows. */
export const adjectiveWords: Readonly<Record<string, ShapeAdjective>> = {
  ...each("tall", "tall high lofty elongated"),
  ...each("short", "short low squat stubby"),
  ...each("wide", "wide broad fat chubby plump stout"),
  ...each("narrow", "narrow slim slender skinny lean"),
  ...each("long", "long lengthy"),
  ...each("flat", "flat flattened shallow"),
  ...each("thin", "thin delicate fine"),
  ...each("thick", "thick chunky sturdy heavy solid robust strong bold"),
  ...each("rounded", "rounded soft smooth smoothed curvy"),
  ...each("sharp", "sharp crisp edged angular"),
  ...each(
    "twisted",
    "twisted twisting twisty spiral spiralled spiraled swirl swirled swirling helical twirled",
  ),
  ...each(
    "ribbed",
    "ribbed fluted ridged grooved wavy scalloped striped pleated ruffled ribs ridges grooves flutes waves",
  ),
  ...each("hollow", "hollow empty hollowed"),
};

/** Stands for no corners at all; only what is square otherwise takes it. */
export const ROUND_SIDES = 64;

export const sideWords: Readonly<Record<string, number>> = {
  triangular: 3,
  square: 4,
  quadratic: 4,
  rectangular: 4,
  pentagonal: 5,
  hexagonal: 6,
  hexagon: 6,
  hex: 6,
  heptagonal: 7,
  octagonal: 8,
  octagon: 8,
  faceted: 9,
  geometric: 7,
  round: ROUND_SIDES,
  circular: ROUND_SIDES,
  cylindrical: ROUND_SIDES,
  polygonal: 7,
};

export const numberWords: Readonly<Record<string, number>> = {
  one: 1,
  single: 1,
  two: 2,
  pair: 2,
  double: 2,
  three: 3,
  triple: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  dozen: 12,
  zero: 0,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
  thousand: 1000,
  million: 1_000_000,
};

export const colorWords: Readonly<Record<string, number>> = {
  red: 0xd0342c,
  crimson: 0xb3123a,
  scarlet: 0xdd2c1f,
  maroon: 0x7a1f2b,
  orange: 0xee8026,
  coral: 0xf4806a,
  yellow: 0xf4cc2f,
  gold: 0xd4a82a,
  golden: 0xd4a82a,
  green: 0x3f9b4f,
  lime: 0x9acd32,
  mint: 0x9fdcc0,
  olive: 0x7a8040,
  teal: 0x1f8a8a,
  turquoise: 0x3cc3c0,
  cyan: 0x35b8d6,
  blue: 0x2f6fc4,
  navy: 0x1f3464,
  purple: 0x7e4aa8,
  violet: 0x8b5cc7,
  lavender: 0xb9a5e0,
  pink: 0xf083ac,
  magenta: 0xc8358f,
  brown: 0x80522d,
  tan: 0xcaa472,
  beige: 0xe3d3b4,
  ivory: 0xf1e9d2,
  cream: 0xf5ecd0,
  white: 0xf5f5f2,
  silver: 0xb6bcc4,
  gray: 0x8d9299,
  grey: 0x8d9299,
  black: 0x26282c,
  bronze: 0xa8743a,
  copper: 0xb8693d,
  wooden: 0xb98a5a,
  terracotta: 0xc8693f,
};

/**
 * Say nothing about the shape. Small and large are among them: the size is stated in millimetres or by the caller.
 * Examples: "please make me a 3d printable model of …".
 */
export const fillerWords = new Set(
  words(`small little tiny mini micro petite wee large big huge giant jumbo great massive something gift present
    a an the some my our your his her its their this that these those me us i we you it please can could would
    want need like love make create generate design build print model give get show draw render produce printable
    printed print-ready ready 3d stl file low poly lowpoly nice cute lovely cool awesome pretty beautiful simple basic
    plain classic modern minimal minimalist elegant realistic detailed fancy funny happy friendly kawaii adorable
    perfect standard normal regular ordinary new old style styled very really quite super extra slightly bit more
    picture image photo kind sort piece set couple bunch group collection stack pile row and or just only with is be
    looking im id am plastic ceramic metal metallic steel wood stone glassy glossy shiny matte decorative
    ornamental toy figure figurine statue statuette sculpture ornament decoration miniature shape object thing item
    sized size diameter height width length wide tall scale colored coloured color colour`),
);

/** Begin a phrase about something else than the thing wanted: "a bowl for my dog". */
export const turningWords = new Set(
  words(`for to of on in from at by under over above beside near inside holding carrying wearing riding eating
    sitting standing hanging made using against without like as who which whose while where`),
);

function each(adjective: ShapeAdjective, list: string): Record<string, ShapeAdjective> {
  return Object.fromEntries(words(list).map((word) => [word, adjective]));
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}
