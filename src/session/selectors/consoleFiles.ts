/** The three files the lab told its readers to open, as each node's disk and memory have them now. */
import type { DictValue, Entry, NodeId, Term } from '../../raft/types.ts';
import type { NodeFrame } from '../frame.ts';

export type FileName = '.log' | '.storage' | '.state_machine';

/** One file: what a crash would leave, and what it would take. */
export interface NodeFile {
  readonly name: FileName;
  /** Name for a download: `S1.log`. */
  readonly fileName: string;
  /** Lines that are on the disk. */
  readonly durable: readonly string[];
  /** Lines that are in memory only. */
  readonly volatile: readonly string[];
  /** Why there is nothing, or what lies outside of the file; null when there is nothing to say. */
  readonly remark: string | null;
}

/** The file of `node`; a node that is down shows what its disk has. */
export function fileOf(node: NodeFrame, name: FileName): NodeFile {
  switch (name) {
    case '.log':
      return logFile(node);
    case '.storage':
      return storageFile(node);
    case '.state_machine':
      return stateMachineFile(node);
  }
}

/** The text to copy or download: the durable part, and the rest under a line that says so. The dict stays plain JSON. */
export function fileText(file: NodeFile): string {
  if (file.name === '.state_machine') return file.volatile.map((line) => `${line}\n`).join('');
  const rest = file.volatile.length === 0 ? [] : [NOT_ON_DISK, ...file.volatile];
  return [...file.durable, ...rest].map((line) => `${line}\n`).join('');
}

/** What parts memory from disk, on screen and in downloads. */
export const NOT_ON_DISK = '— not yet on disk —';

// A log of ten thousand entries is turned into text once, not once per frame.
const logLines = new WeakMap<readonly Entry[], readonly string[]>();

function linesOfLog(entries: readonly Entry[]): readonly string[] {
  let lines = logLines.get(entries);
  if (lines === undefined) {
    lines = entries.map((entry) => JSON.stringify({ index: entry.index, term: entry.term, command: entry.command }));
    logLines.set(entries, lines);
  }
  return lines;
}

function logFile(node: NodeFrame): NodeFile {
  const lines = linesOfLog(node.entries);
  const onDisk = Math.max(0, node.durableIndex - node.snapshotIndex);
  const before = node.snapshotIndex > 0 ? `Entries up to ${node.snapshotIndex} are in the snapshot.` : null;
  return {
    name: '.log',
    fileName: `${node.id}.log`,
    durable: lines.slice(0, onDisk),
    volatile: lines.slice(onDisk),
    remark: before ?? (lines.length === 0 ? 'No entries yet.' : null),
  };
}

function storageFile(node: NodeFrame): NodeFile {
  const line = (term: Term, votedFor: NodeId | null): string => JSON.stringify({ currentTerm: term, votedFor });
  const disk = line(node.diskTerm, node.diskVotedFor);
  const memory = line(node.currentTerm, node.votedFor);
  return {
    name: '.storage',
    fileName: `${node.id}.storage`,
    durable: [disk],
    volatile: node.status === 'down' || memory === disk ? [] : [memory],
    remark: null,
  };
}

/** The dict lives in memory: after a crash it is made again from the log (P Figure 2, lastApplied is volatile). */
function stateMachineFile(node: NodeFrame): NodeFile {
  const lines = node.status === 'down' ? [] : linesOfDict(node.dict);
  return {
    name: '.state_machine',
    fileName: `${node.id}.state_machine`,
    durable: [],
    volatile: lines,
    remark:
      node.status === 'down'
        ? `${node.id} is down. Its dict is made again from ${node.snapshotIndex > 0 ? 'snapshot and log' : 'the log'} when it starts.`
        : `As applied up to entry ${node.lastApplied}. Made again from ${node.snapshotIndex > 0 ? 'snapshot and log' : 'the log'} after a crash.`,
  };
}

const dictLines = new WeakMap<ReadonlyMap<string, DictValue>, readonly string[]>();

function linesOfDict(dict: ReadonlyMap<string, DictValue>): readonly string[] {
  let lines = dictLines.get(dict);
  if (lines === undefined) {
    const pairs = [...dict].map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
    lines = pairs.length === 0 ? ['{}'] : ['{', ...pairs.map((pair, i) => (i < pairs.length - 1 ? `${pair},` : pair)), '}'];
    dictLines.set(dict, lines);
  }
  return lines;
}
