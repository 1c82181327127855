import { useState } from 'react';
import { createConsoleReader, type Consoles } from '../../../session/selectors/consoleReader.ts';
import { useSessionState } from '../../state/useSessionState.ts';

/** Every node's console at the cursor. The reader remembers what it has read, so a frame costs only its new events. */
export function useConsoles(): Consoles {
  const [reader] = useState(createConsoleReader);
  const events = useSessionState((state) => state.events);
  const frame = useSessionState((state) => state.frame);
  return reader.read(events, frame);
}
