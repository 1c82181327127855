/** The form of a client that acts by itself, as it is typed, and what is wrong with it. P8, T6.3 */
import type { ReadMode } from '../../../raft/types.ts';
import type { Frame } from '../../../session/frame.ts';
import { type ClientSettings, defaultClient } from '../../../trace/client.ts';
import { NODE_ID_MAX } from '../../../trace/limits.ts';
import { type Bounds, type FormRemark, FormRemarks, type TextRange } from '../../state/formRemarks.ts';

export interface ClientForm {
  readonly name: string;
  readonly does: ClientSettings['does'];
  readonly key: string;
  /** `never`: it only writes. */
  readonly reads: ReadMode | 'never';
  readonly session: boolean;
  readonly think: TextRange;
  readonly latency: TextRange;
  readonly timeout: string;
  /** Percent. */
  readonly loss: string;
}

export type ClientField = keyof ClientForm;

export interface CheckedClientForm {
  /** Null as long as there are errors. */
  readonly settings: ClientSettings | null;
  readonly errors: readonly FormRemark<ClientField>[];
  /** What is allowed and yet likely not meant. */
  readonly warnings: readonly FormRemark<ClientField>[];
}

const MS: Bounds = { low: 0, high: 60_000, whole: false, unit: ' ms' };
const KEY_MAX = 256;
const range = ([low, high]: readonly [number, number]): TextRange => ({ low: String(low), high: String(high) });

/** The form as it is first shown, with a name that nobody has. */
export function emptyClientForm(frame: Pick<Frame, 'clients'>): ClientForm {
  const { does, key, reads, session, thinkMs, latencyMs, timeoutMs, loss } = defaultClient;
  return {
    name: nextClientName(frame),
    does,
    key,
    reads: reads ?? 'never',
    session,
    think: range(thinkMs),
    latency: range(latencyMs),
    timeout: String(timeoutMs),
    loss: String(loss * 100),
  };
}

/** `c1`, `c2`, …: the first that no client has. */
export function nextClientName({ clients }: Pick<Frame, 'clients'>): string {
  const taken = new Set(clients.map(({ id }) => id));
  for (let number = 1; ; number += 1) if (!taken.has(`c${number}`)) return `c${number}`;
}

/** Checks every field; gives the settings when none is wrong. */
export function checkClientForm(form: ClientForm, { clients }: Pick<Frame, 'clients'>): CheckedClientForm {
  const remarks = new FormRemarks<ClientField>();
  const name = form.name.trim();
  const acting = clients.some(({ id, phase }) => id === name && phase !== 'stopped');
  text(remarks, 'name', 'Name', name, NODE_ID_MAX);
  text(remarks, 'key', 'Key', form.key.trim(), KEY_MAX);
  const thinkMs = remarks.range('think', 'Rest', form.think, MS);
  const latencyMs = remarks.range('latency', 'Latency', form.latency, MS);
  const timeoutMs = remarks.number('timeout', 'Time-out', form.timeout, { ...MS, low: 1 });
  const loss = remarks.number('loss', 'Loss', form.loss, { low: 0, high: 100, whole: false, unit: ' %' });
  if (thinkMs[1] + latencyMs[1] === 0) {
    remarks.errors.push({ field: 'think', text: 'Rest: expected a rest, or messages that take time; with neither, time would stand still.' });
  }
  const { errors } = remarks;
  const warnings: FormRemark<ClientField>[] = [];
  if (timeoutMs <= 2 * latencyMs[1]) {
    warnings.push({ field: 'timeout', text: `An answer takes up to ${2 * latencyMs[1]} ms and more: it will time out though all is well.` });
  }
  if (acting) warnings.push({ field: 'name', text: `${name} is acting already, and goes on with these settings.` });
  if (errors.length > 0) return { settings: null, errors, warnings };
  const { does, session, reads } = form;
  return {
    settings: { does, key: form.key.trim(), reads: reads === 'never' ? null : reads, session, thinkMs, latencyMs, timeoutMs, loss: loss / 100 },
    errors,
    warnings,
  };
}

function text(remarks: FormRemarks<ClientField>, field: ClientField, where: string, found: string, most: number): void {
  if (found.length >= 1 && found.length <= most) return;
  remarks.errors.push({ field, text: `${where}: expected 1 to ${most} characters, found ${found === '' ? 'nothing' : found.length}.` });
}
