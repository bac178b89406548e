import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

/** The project's own source files, read once: what the house rules are checked on. */
export interface SourceFile {
  /** From the root, with forward slashes. */
  path: string;
  text: string;
  /** Paths from the root of imported project files, and the names of imported packages. */
  imports: { target: string; specifier: string; typeOnly: boolean }[];
  /** Whether its code, not its text, takes `process.env`. */
  readsEnvironment: boolean;
}

export const root = path.resolve(import.meta.dirname, "../..");

const ignored = new Set(["node_modules", ".next", "dist", ".data", ".git", "generated", ".output"]);

export function sourceFiles(...folders: string[]): SourceFile[] {
  const paths = folders.flatMap((folder) => walk(folder)).filter((file) => /\.(ts|tsx|mjs)$/.test(file));
  return paths.map(read);
}

/** Every file below a folder of the root, generated and ignored ones left out. */
export function walk(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (ignored.has(entry.name)) return [];
    const inside = path.posix.join(folder, entry.name);
    return entry.isDirectory() ? walk(inside) : [inside];
  });
}

function read(file: string): SourceFile {
  const text = readFileSync(path.join(root, file), "utf8");
  return { path: file, text, ...parse(file, text) };
}

function parse(file: string, text: string): Pick<SourceFile, "imports" | "readsEnvironment"> {
  const kind = file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, kind);
  const found: SourceFile["imports"] = [];
  let readsEnvironment = false;
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      const specifier = node.moduleSpecifier;
      const typeOnly = ts.isImportDeclaration(node) ? onlyTypes(node.importClause) : node.isTypeOnly;
      if (specifier && ts.isStringLiteral(specifier))
        found.push({ target: resolve(file, specifier.text), specifier: specifier.text, typeOnly });
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const argument = node.arguments[0];
      if (argument && ts.isStringLiteral(argument))
        found.push({ target: resolve(file, argument.text), specifier: argument.text, typeOnly: false });
    }
    if (ts.isPropertyAccessExpression(node) && node.getText(source) === "process.env")
      readsEnvironment = true;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { imports: found, readsEnvironment };
}

function onlyTypes(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  return (
    !clause.name &&
    !!named &&
    ts.isNamedImports(named) &&
    named.elements.every((element) => element.isTypeOnly)
  );
}

/**
 * `@/lib/x` and `./x` become paths from the root with their ending, and `#host/x` what a process of Node takes for it;
 * packages stay as they are.
 */
function resolve(file: string, specifier: string): string {
  const target = specifier.startsWith("@/")
    ? specifier.slice(2)
    : specifier.startsWith("#host/")
      ? specifier.replace("#host", "lib/engines/local")
      : specifier.startsWith(".")
        ? path.posix.join(path.posix.dirname(file), specifier)
        : null;
  if (target === null) return specifier;
  const candidates = ["", ".ts", ".tsx", ".mjs", "/index.ts", "/index.tsx"].map((ending) => target + ending);
  return candidates.find((candidate) => ts.sys.fileExists(path.join(root, candidate))) ?? target;
}
