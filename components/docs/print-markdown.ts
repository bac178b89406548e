import Image from "next/image";
import Link from "next/link";
import { Fragment, isValidElement, type ReactElement, type ReactNode } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { CodeTabs, type CodeSample } from "@/components/ui/code-tabs";
import { OnlyOnScreen } from "./only-on-screen";

/**
 * A page as Markdown: its tree of React elements, walked. Components are called as React would call them; the few that
 * live in the browser are either known here or stand in {@link OnlyOnScreen}. Links are made absolute by `base`.
 */
export async function printMarkdown(page: ReactNode, base: string): Promise<string> {
  return tidy(await print(page, { base, indent: "", isCode: false, marksIds: false }));
}

/** The same text in the parts that have an address of their own: from each `id` to the next. The first has none. */
export async function printParts(page: ReactNode, base: string): Promise<{ id: string; text: string }[]> {
  const text = await print(page, { base, indent: "", isCode: false, marksIds: true });
  const [before, ...rest] = text.split(MARK);
  const parts = rest.flatMap((part, index) => (index % 2 ? [] : [{ id: part, text: tidy(rest[index + 1]) }]));
  return [{ id: "", text: tidy(before) }, ...parts];
}

/** Stands before and behind an id; in no text of ours. */
const MARK = "\u{241e}";

const tidy = (text: string): string =>
  `${text
    .replace(/[ \t]+\n/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()}\n`;

interface Place {
  base: string;
  /** Of the list that it stands in. */
  indent: string;
  isCode: boolean;
  /** Whether ids stand in the text, between marks. */
  marksIds: boolean;
}

type Props = Record<string, unknown> & { children?: ReactNode };

async function print(node: ReactNode, place: Place): Promise<string> {
  const resolved = node instanceof Promise ? ((await node) as ReactNode) : node;
  if (resolved === null || resolved === undefined || typeof resolved === "boolean") return "";
  if (Array.isArray(resolved))
    return (await Promise.all(resolved.map((one) => print(one as ReactNode, place)))).join("");
  if (!isValidElement(resolved)) return place.isCode ? String(resolved) : escape(String(resolved));
  return printElement(resolved as ReactElement<Props>, place);
}

async function printElement({ type, props }: ReactElement<Props>, place: Place): Promise<string> {
  if (type === OnlyOnScreen) return "";
  if (type === Fragment) return print(props.children, place);
  if (type === CodeBlock) return codeBlock(props as unknown as Parameters<typeof CodeBlock>[0]);
  if (type === CodeTabs) return (props.samples as CodeSample[]).map(codeSample).join("");
  if (type === Link) return printTag("a", props, place);
  if (type === Image) return printTag("img", props, place);
  if (typeof type === "function") return print((type as (props: Props) => ReactNode)(props), place);
  if (typeof type === "string") return printTag(type, props, place);
  throw new Error(
    `No words for ${String((type as { displayName?: string }).displayName ?? type)} in Markdown.`,
  );
}

const codeBlock = ({ code, language, title }: { code: string; language: string; title?: string }): string =>
  `${title ? `\n\n${title}` : ""}\n\n\`\`\`${language}\n${code}\n\`\`\`\n\n`;
const codeSample = ({ name, code, language }: CodeSample): string =>
  `\n\n${name}:${codeBlock({ code, language })}`;

const escape = (text: string): string => text.replace(/[*<]/g, "\\$&");

async function printTag(tag: string, props: Props, place: Place): Promise<string> {
  const text = await printWords(tag, props, place);
  return place.marksIds && props.id && text ? `${MARK}${props.id as string}${MARK}${text}` : text;
}

async function printWords(tag: string, props: Props, place: Place): Promise<string> {
  if (props["aria-hidden"] || tag === "svg") return "";
  if (tag === "img") return `![${props.alt as string}](${absolute(props.src as string, place)})`;
  if (tag === "code") return `\`${(await print(props.children, { ...place, isCode: true })).trim()}\``;
  const text = await print(props.children, tag === "li" ? { ...place, indent: `${place.indent}  ` } : place);
  const level = /^h([1-6])$/.exec(tag)?.[1];
  if (level) return `\n\n${"#".repeat(Number(level))} ${oneLine(text)}\n\n`;
  return (printers[tag] ?? inline)(text, props, place);
}

type TagPrinter = (text: string, props: Props, place: Place) => string;

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();
const inline: TagPrinter = (text) => text;
// The first line of a list keeps its indent.
const block: TagPrinter = (text) => `\n\n${text.replace(/^\s*\n/, "").trimEnd()}\n\n`;
const list: TagPrinter = (text) => `\n\n${text}\n\n`;
const term: TagPrinter = (text) => `\n\n**${oneLine(text)}**\n\n`;
const cell: TagPrinter = (text) => ` ${oneLine(text).replaceAll("|", "\\|")} |`;
const absolute = (address: string, { base }: Place): string =>
  (address.startsWith("/") ? base : "") + address;

const printers: Record<string, TagPrinter | undefined> = {
  ...Object.fromEntries(
    ["p", "div", "section", "article", "header", "details", "dl", "dd", "figure"].map((tag) => [tag, block]),
  ),
  ul: list,
  ol: list,
  li: listEntry,
  summary: term,
  dt: term,
  strong: (text) => `**${text}**`,
  // A heading's link to itself says nothing in a text.
  a: (text, { href }, place) =>
    (href as string).startsWith("#") ? text : `[${oneLine(text)}](${absolute(href as string, place)})`,
  table: list,
  th: cell,
  td: cell,
  tr: (text) => `|${text}\n`,
  thead: (text) => `${text}|${" --- |".repeat(text.match(/(?<!\\)\|/g)!.length - 1)}\n`,
};

/** What stands in blocks follows on one line; a list inside it stands under it. */
function listEntry(text: string, _props: Props, { indent }: Place): string {
  const parts = text.trim().split(/\n{2,}/);
  const joined = parts.map((part, index) => {
    if (/^\s*- /.test(part)) return `\n${part}`;
    return (index > 1 ? "; " : index === 1 ? ": " : "") + part;
  });
  return `${indent}- ${joined.join("")}\n`;
}
