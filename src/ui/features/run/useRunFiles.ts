/** Opening a scenario from a file and saving the run as one; nothing leaves the machine. */
import { useMemo } from 'react';
import type { Session } from '../../../session/session.ts';
import { useSession } from '../../state/SessionProvider.tsx';
import { scenarioFileName } from './scenarioFileName.ts';

/** More than the largest document that is accepted; a larger file isn't even read. */
const FILE_MAX = 20_000_000;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function openFile(session: Session, file: File): Promise<void> {
  if (file.size > FILE_MAX) {
    session.notify('bad', `${file.name}: expected a scenario of at most 5 MB, found ${Math.round(file.size / 1e6)} MB.`);
    return;
  }
  try {
    await session.openScenario(await file.text(), file.name);
  } catch (error) {
    session.notify('bad', `${file.name} could not be opened: ${messageOf(error)}`);
  }
}

function chooseFile(session: Session): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,application/json';
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file !== undefined) void openFile(session, file);
  });
  input.click();
}

async function exported(session: Session): Promise<string | null> {
  try {
    return await session.exportScenario();
  } catch (error) {
    session.notify('bad', `The run could not be exported: ${messageOf(error)}`);
    return null;
  }
}

async function download(session: Session): Promise<void> {
  const text = await exported(session);
  if (text === null) return;
  const { title, setup } = session.store.getState();
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = scenarioFileName(title, setup.seed);
  link.click();
  // The download reads the blob after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

async function copy(session: Session): Promise<void> {
  const text = await exported(session);
  if (text === null) return;
  try {
    await navigator.clipboard.writeText(text);
    session.notify('good', 'The scenario is on the clipboard.');
  } catch {
    session.notify('bad', 'The browser refused the clipboard. Download the scenario instead.');
  }
}

export interface RunFiles {
  /** Asks for a file and opens it. */
  open(): void;
  openFile(file: File): Promise<void>;
  download(): void;
  copy(): void;
}

export function useRunFiles(): RunFiles {
  const session = useSession();
  return useMemo(
    () => ({
      open: () => chooseFile(session),
      openFile: (file) => openFile(session, file),
      download: () => void download(session),
      copy: () => void copy(session),
    }),
    [session],
  );
}
