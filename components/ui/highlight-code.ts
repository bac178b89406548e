/** One stretch of source text and how to colour it. */
export interface CodeToken {
  text: string;
  kind: "plain" | "comment" | "string" | "number" | "keyword" | "call";
}

export type CodeLanguage = "bash" | "python" | "typescript" | "json";

/** Splits source text for colouring: enough for short samples, and small enough to need no library. */
export function highlightCode(source: string, language: CodeLanguage): CodeToken[] {
  const tokens: CodeToken[] = [];
  let end = 0;
  for (const match of source.matchAll(pattern(language))) {
    if (match.index > end) tokens.push({ text: source.slice(end, match.index), kind: "plain" });
    const kind = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0];
    tokens.push({ text: match[0], kind: (kind ?? "plain") as CodeToken["kind"] });
    end = match.index + match[0].length;
  }
  if (end < source.length) tokens.push({ text: source.slice(end), kind: "plain" });
  return tokens;
}

const words: Record<CodeLanguage, string> = {
  bash: "curl|export|pip|npm|install|jq",
  python: "import|from|as|with|open|for|in|while|if|not|print|return|True|False|None",
  typescript: "import|from|const|let|await|async|new|return|if|while|for|of|true|false|null|export|function",
  json: "true|false|null",
};

function pattern(language: CodeLanguage): RegExp {
  const comment = {
    bash: "(?<=^|\\s)#[^\\n]*",
    python: "#[^\\n]*",
    typescript: "(?<!:)\\/\\/[^\\n]*",
    json: "(?!)",
  }[language];
  return new RegExp(
    [
      "(?<plain>https?://[^\\s\"'`]+)",
      `(?<comment>${comment})`,
      `(?<string>"(?:\\\\.|[^"\\\\\\n])*"|'(?:\\\\.|[^'\\\\\\n])*'|\`(?:\\\\.|[^\`\\\\])*\`)`,
      language === "bash" ? "(?<call>(?<=\\s)--?[A-Za-z][\\w-]*)" : "(?<call>[A-Za-z_]\\w*(?=\\())",
      `(?<keyword>\\b(?:${words[language]})\\b)`,
      "(?<number>\\b\\d+(?:\\.\\d+)?\\b)",
    ].join("|"),
    "g",
  );
}
