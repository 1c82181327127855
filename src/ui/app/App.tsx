import { LazyMotion, MotionConfig } from 'framer-motion';
import type { Session } from '../../session/session.ts';
import { SessionProvider } from '../state/SessionProvider.tsx';
import { useSessionState } from '../state/useSessionState.ts';
import { BootSkeleton } from './BootSkeleton.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Failure } from './Failure.tsx';
import { Shell } from './Shell.tsx';
import { useDocumentMarks } from './useDocumentMarks.ts';

const loadMotion = async () => (await import('./motionFeatures.ts')).motionFeatures;

function Page() {
  const phase = useSessionState((state) => state.phase);
  const failure = useSessionState((state) => state.failure);
  useDocumentMarks();
  if (phase === 'failed') {
    return <Failure what="The engine stopped" sentence={failure?.split('\n')[0] ?? 'It gave no reason.'} details={failure} />;
  }
  return phase === 'boot' ? <BootSkeleton /> : <Shell />;
}

/** The whole page on one session. A thrown render ends in a sentence, never in a blank page. */
export function App({ session }: { session: Session }) {
  return (
    <ErrorBoundary>
      <SessionProvider session={session}>
        <LazyMotion features={loadMotion} strict>
          <MotionConfig reducedMotion="user">
            <Page />
          </MotionConfig>
        </LazyMotion>
      </SessionProvider>
    </ErrorBoundary>
  );
}
