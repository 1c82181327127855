import { lazy, Suspense } from 'react';
import { useSessionState } from '../state/useSessionState.ts';

const Chip = lazy(async () => ({ default: (await import('../features/zoo/BugChip.tsx')).BugChip }));

/** Says that this run breaks rules on purpose; loaded only where it does. */
export function BugChip() {
  const any = useSessionState((state) => state.setup.cluster.bugs.length > 0);
  if (!any) return null;
  return (
    <Suspense>
      <Chip />
    </Suspense>
  );
}
