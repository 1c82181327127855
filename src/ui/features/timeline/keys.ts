/** Keys of the playhead's handle, which is a slider: the page's own arrows go the same way. */
import type { Session } from '../../../session/session.ts';

const commands: Readonly<Record<string, (session: Session) => void>> = {
  ArrowLeft: (session) => session.stepBack(),
  ArrowDown: (session) => session.stepBack(),
  ArrowRight: (session) => session.stepForward(),
  ArrowUp: (session) => session.stepForward(),
  Home: (session) => session.seekTime(0),
  End: (session) => session.seekEnd(),
  ' ': (session) => session.toggle(),
};

/** What a key does; null: nothing here. */
export function commandOf(event: Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey'>): ((session: Session) => void) | null {
  if (event.altKey || event.ctrlKey || event.metaKey) return null;
  return commands[event.key] ?? null;
}
