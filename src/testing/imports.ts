// What a source file says about other files, read with TypeScript's own parser: imports of every kind,
// `new URL('./x.ts', import.meta.url)` (how a worker is started) and the words that only some may say.

import ts from 'typescript';

/** How one file reaches another. A `url` edge is a file that is started or loaded by address, not imported. */
export type EdgeKind = 'value' | 'type' | 'dynamic' | 'url';

export interface Edge {
  readonly kind: EdgeKind;
  /** As written: a relative path, or the name of a package. */
  readonly specifier: string;
  readonly line: number;
}

export interface Mention {
  readonly word: string;
  readonly line: number;
}

export interface SourceFacts {
  readonly edges: readonly Edge[];
  /** Uses of the global names that were asked for; a name that the file itself imports or declares is not one. */
  readonly mentions: readonly Mention[];
  /** Lines with `import.meta.glob`, whose edges no reader of the text can tell. */
  readonly globs: readonly number[];
  /** Whether the file does nothing but pass on what others export. */
  readonly isBarrel: boolean;
}

/**
 * @param path only its ending matters: `.tsx` is parsed with JSX
 * @param words global names whose uses are reported
 */
export function readSource(path: string, text: string, words: ReadonlySet<string>): SourceFacts {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  const edges: Edge[] = [];
  const mentions: Mention[] = [];
  const globs: number[] = [];
  const declared = new Set<string>();

  const lineOf = (node: ts.Node): number => file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
  const addEdge = (kind: EdgeKind, specifier: ts.Node | undefined): void => {
    if (specifier !== undefined && ts.isStringLiteralLike(specifier)) {
      edges.push({ kind, specifier: specifier.text, line: lineOf(specifier) });
    }
  };

  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) addEdge(isTypeImport(node) ? 'type' : 'value', node.moduleSpecifier);
    if (ts.isExportDeclaration(node)) addEdge(isTypeExport(node) ? 'type' : 'value', node.moduleSpecifier);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) addEdge('type', node.argument.literal);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      addEdge('dynamic', node.arguments[0]);
    }
    if (isUrlOfModule(node)) addEdge('url', node.arguments?.[0]);
    if (ts.isPropertyAccessExpression(node) && node.name.text === 'glob' && ts.isMetaProperty(node.expression)) {
      globs.push(lineOf(node));
    }
    if (ts.isIdentifier(node) && words.has(node.text)) {
      if (isDeclaredBy(node)) declared.add(node.text);
      else if (isUse(node)) mentions.push({ word: node.text, line: lineOf(node) });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return {
    edges,
    mentions: mentions.filter(({ word }) => !declared.has(word)),
    globs,
    isBarrel: file.statements.some(ts.isExportDeclaration) && file.statements.every(passesOn),
  };
}

function isTypeImport({ importClause }: ts.ImportDeclaration): boolean {
  if (importClause === undefined) return false;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const { name, namedBindings } = importClause;
  if (name !== undefined || namedBindings === undefined || !ts.isNamedImports(namedBindings)) return false;
  return namedBindings.elements.length > 0 && namedBindings.elements.every(({ isTypeOnly }) => isTypeOnly);
}

function isTypeExport({ isTypeOnly, exportClause }: ts.ExportDeclaration): boolean {
  if (isTypeOnly || exportClause === undefined || !ts.isNamedExports(exportClause)) return isTypeOnly;
  return exportClause.elements.length > 0 && exportClause.elements.every((element) => element.isTypeOnly);
}

/** `new URL('…', import.meta.url)` */
function isUrlOfModule(node: ts.Node): node is ts.NewExpression {
  if (!ts.isNewExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== 'URL') return false;
  const base = node.arguments?.[1];
  return base !== undefined && ts.isPropertyAccessExpression(base) && ts.isMetaProperty(base.expression);
}

/** Whether this identifier gives the name a meaning of the file's own. */
function isDeclaredBy(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isImportSpecifier(parent) || ts.isImportClause(parent) || ts.isNamespaceImport(parent)) return true;
  const declares =
    ts.isVariableDeclaration(parent) ||
    ts.isParameter(parent) ||
    ts.isFunctionDeclaration(parent) ||
    ts.isClassDeclaration(parent) ||
    ts.isInterfaceDeclaration(parent) ||
    ts.isTypeAliasDeclaration(parent);
  return declares && parent.name === node;
}

/** Whether this identifier stands for a value or a type, and is not merely the name of a member. */
function isUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) {
    return ts.isIdentifier(parent.expression) && ['globalThis', 'self', 'window'].includes(parent.expression.text);
  }
  const isMemberName =
    ts.isPropertyAssignment(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isEnumMember(parent) ||
    ts.isJsxAttribute(parent);
  if (isMemberName && parent.name === node) return false;
  return !ts.isExportSpecifier(parent) && !ts.isBindingElement(parent);
}

/** Whether a statement only hands on what another file exports, or imports it in order to. */
function passesOn(statement: ts.Statement): boolean {
  return ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
}
