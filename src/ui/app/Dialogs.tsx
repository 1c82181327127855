import { lazy, Suspense } from 'react';
import { openDialog, useUi, type DialogName } from '../state/uiStore.ts';

// Dialogs are loaded when first opened: the first load stays small.
const dialogs: Record<DialogName, ReturnType<typeof lazyDialog>> = {
  newRun: lazyDialog(async () => (await import('../features/run/NewRunDialog.tsx')).NewRunDialog),
  open: lazyDialog(async () => (await import('../features/run/OpenDialog.tsx')).OpenDialog),
  partition: lazyDialog(async () => (await import('../features/faults/PartitionDialog.tsx')).PartitionDialog),
  compare: lazyDialog(async () => (await import('../features/compare/CompareDialog.tsx')).CompareDialog),
  members: lazyDialog(async () => (await import('../features/members/MembersDialog.tsx')).MembersDialog),
  client: lazyDialog(async () => (await import('../features/clients/AddClientDialog.tsx')).AddClientDialog),
  help: lazyDialog(async () => (await import('./HelpDialog.tsx')).HelpDialog),
  palette: lazyDialog(async () => (await import('./CommandPalette.tsx')).CommandPalette),
};

type DialogComponent = (props: { onClose: () => void }) => React.ReactNode;

function lazyDialog(load: () => Promise<DialogComponent>) {
  return lazy(async () => ({ default: await load() }));
}

/** The one open dialog, if any. */
export function Dialogs() {
  const name = useUi((state) => state.dialog);
  if (name === null) return null;
  const Open = dialogs[name];
  return (
    <Suspense fallback={null}>
      <Open onClose={() => openDialog(null)} />
    </Suspense>
  );
}
