/**
 * The second half of invariants 6 and 15: what an entry did to a node's dict is
 * what it does after the same entries everywhere, and a client's command that
 * comes again does nothing. P5.3, T6.3
 */
import type { LogIndex } from '../raft/types.ts';
import type { SeenNode } from './logView.ts';
import { fits, type Effect } from './replica.ts';
import type { Scene } from './scene.ts';

/** `n` has applied the entries after `from` in this step. Of several on one key only the last can be seen. */
export function checkEffects(scene: Scene, n: SeenNode, from: LogIndex): void {
  const to = n.lastApplied;
  const { effects } = scene.ghost;
  if (to === from + 1) {
    const effect = effects.get(to);
    if (effect?.key !== null && effect !== undefined) checkEffect(scene, n, to, effect, effect.key, effect.repeated);
    return;
  }
  const seen = new Map<string, { readonly index: LogIndex; readonly effect: Effect; repeated: boolean }>();
  for (let index = to; index > from; index -= 1) {
    const effect = effects.get(index);
    if (effect === undefined || effect.key === null) continue;
    const last = seen.get(effect.key);
    if (last === undefined) seen.set(effect.key, { index, effect, repeated: effect.repeated });
    else if (effect.repeated) last.repeated = true;
  }
  for (const [key, { index, effect, repeated }] of seen) checkEffect(scene, n, index, effect, key, repeated);
}

function checkEffect(scene: Scene, n: SeenNode, index: LogIndex, effect: Effect, key: string, repeated: boolean): void {
  const have = n.dict.get(key);
  if (fits(have, effect.value)) return;
  const has = JSON.stringify(have ?? null);
  if (repeated) {
    const detail = `${n.id} has applied entry ${index}, a command that came again, and ${key} is ${has} now: it took effect twice.`;
    scene.report('Linearizability', detail, [n.id], index);
    return;
  }
  const { value } = effect;
  const wanted =
    value === null || typeof value === 'string' ? JSON.stringify(value) : `a list of ${value.length} that ends with ${JSON.stringify(value.last)}`;
  const detail = `With everything up to ${index} applied, ${key} is ${has} on ${n.id}, but the committed entries make it ${wanted}.`;
  scene.report('State Machine Safety', detail, [n.id], index);
}
