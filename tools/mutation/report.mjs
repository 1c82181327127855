// What a mutation run says: scores by file, and of each mutant that no test noticed where it is, what was changed,
// and the reason that somebody gave. Plain functions, tested beside this file.

/**
 * @typedef {object} Mutant
 * @property {string} file from the project's top folder
 * @property {string} place file and line for the reader, such as `quorum.ts:48`
 * @property {string} line the source line in which it begins, trimmed: it names the place when lines move
 * @property {string} mutation what was there → what was put in its place
 * @property {string} status as Stryker says
 *
 * @typedef {{ file: string, line: string, mutation: string, kind: string, why: string }} Reason `kind` is one of those in docs/mutation.md
 * @typedef {{ file: string, killed: number, timedOut: number, survived: number }} FileScore
 * @typedef {{ line: number, column: number }} Position
 * @typedef {object} StrykerResult
 * @property {string} status
 * @property {{ start: Position, end: Position }} location lines and columns count from 1
 * @property {string | undefined} [replacement]
 */

const longest = 90;

/**
 * @param {string} file
 * @param {readonly string[]} lines of the file
 * @param {StrykerResult} result
 * @returns {Mutant}
 */
export function describeMutant(file, lines, { status, location: { start, end }, replacement }) {
  const covered = lines.slice(start.line - 1, end.line);
  covered[covered.length - 1] = (covered.at(-1) ?? '').slice(0, end.column - 1);
  covered[0] = (covered[0] ?? '').slice(start.column - 1);
  return {
    file,
    place: `${file.split('/').slice(2).join('/')}:${start.line}`,
    line: (lines[start.line - 1] ?? '').trim(),
    mutation: `${short(covered.join(' '))} → ${short(replacement ?? '')}`,
    status,
  };
}

/** @param {string} code */
function short(code) {
  const flat = code.replaceAll(/\s+/g, ' ').trim();
  return flat.length > longest ? `${flat.slice(0, longest)}…` : flat;
}

/** Noticed, by a failing test or by never ending. @param {Mutant} mutant */
function isNoticed({ status }) {
  return status === 'Killed' || status === 'Timeout';
}

/** Mutants that could not be run at all say nothing about the tests. @param {Mutant} mutant */
export function counts(mutant) {
  return isNoticed(mutant) || isSurvivor(mutant);
}

/** @param {Mutant} mutant */
function isSurvivor({ status }) {
  return status === 'Survived' || status === 'NoCoverage';
}

/** @param {readonly Mutant[]} mutants @returns {number} per cent that were noticed */
export function scoreOf(mutants) {
  const counted = mutants.filter(counts);
  return counted.length === 0 ? 0 : (100 * counted.filter(isNoticed).length) / counted.length;
}

/** @param {readonly Mutant[]} mutants @returns {FileScore[]} by name */
export function scoresByFile(mutants) {
  /** @type {Map<string, FileScore>} */
  const scores = new Map();
  for (const mutant of mutants.filter(counts)) {
    const score = scores.get(mutant.file) ?? { file: mutant.file, killed: 0, timedOut: 0, survived: 0 };
    scores.set(mutant.file, score);
    if (isSurvivor(mutant)) score.survived += 1;
    else if (mutant.status === 'Timeout') score.timedOut += 1;
    else score.killed += 1;
  }
  return [...scores.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** @param {readonly FileScore[]} scores @returns {string} a table with a sum */
export function figuresTable(scores) {
  const all = { file: '', killed: 0, timedOut: 0, survived: 0 };
  for (const { killed, timedOut, survived } of scores) {
    all.killed += killed;
    all.timedOut += timedOut;
    all.survived += survived;
  }
  const row = (/** @type {string} */ name, /** @type {FileScore} */ { killed, timedOut, survived }) => {
    const total = killed + timedOut + survived;
    const score = total === 0 ? 0 : (100 * (killed + timedOut)) / total;
    return `| ${name} | ${total} | ${killed} | ${timedOut} | ${survived} | ${score.toFixed(1)} % |`;
  };
  return [
    '| file | mutants | killed | never ended | survived | score |',
    '|---|--:|--:|--:|--:|--:|',
    ...scores.map((score) => row(`\`${score.file.split('/').slice(2).join('/')}\``, score)),
    row('**all**', all),
  ].join('\n');
}

/**
 * Holds survivors against the reasons that were given.
 * @param {readonly Mutant[]} mutants
 * @param {readonly Reason[]} reasons
 * @returns {{ explained: (Mutant & { reason: Reason })[], unexplained: Mutant[], outdated: Reason[] }}
 */
export function explain(mutants, reasons) {
  const key = (/** @type {{ file: string, line: string, mutation: string }} */ { file, line, mutation }) => `${file}\n${line}\n${mutation}`;
  const given = new Map(reasons.filter(({ why }) => why !== '').map((reason) => [key(reason), reason]));
  /** @type {(Mutant & { reason: Reason })[]} */
  const explained = [];
  /** @type {Mutant[]} */
  const unexplained = [];
  const used = new Set();
  for (const mutant of mutants.filter(isSurvivor)) {
    const reason = given.get(key(mutant));
    if (reason === undefined) unexplained.push(mutant);
    else explained.push({ ...mutant, reason });
    used.add(reason);
  }
  return { explained, unexplained, outdated: reasons.filter((reason) => !used.has(reason)) };
}

/** @param {readonly (Mutant & { reason: Reason })[]} explained @returns {string} in the order of the source */
export function survivorsTable(explained) {
  const inOrder = [...explained].sort((a, b) => a.place.localeCompare(b.place, 'en', { numeric: true }));
  return [
    '| where | mutation | kind | why no test notices |',
    '|---|---|---|---|',
    ...inOrder.map(({ place, mutation, reason }) => `| ${place} | ${asCode(mutation)} | ${reason.kind} | ${reason.why} |`),
  ].join('\n');
}

/** Both sides as code. Bars would end the cell. @param {string} mutation */
function asCode(mutation) {
  return mutation
    .split(' → ')
    .map((side) => `\`${side.replaceAll('|', '\\|').replaceAll('`', '´')}\``)
    .join(' → ');
}

/**
 * Puts tables between their marks, `<!-- name -->` and `<!-- /name -->`.
 * @param {string} text
 * @param {Readonly<Record<string, string>>} tables by name
 * @throws {Error} when a mark is missing
 */
export function withTables(text, tables) {
  return Object.entries(tables).reduce((soFar, [name, table]) => {
    const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const from = soFar.indexOf(begin);
    const to = soFar.indexOf(end);
    if (from < 0 || to < from) throw new Error(`there is no place for ${name}: ${begin} … ${end}`);
    return `${soFar.slice(0, from + begin.length)}\n${table}\n${soFar.slice(to)}`;
  }, text);
}
