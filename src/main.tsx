/** Composition root: makes the session, mounts the page. */
import { createRoot } from 'react-dom/client';
import type { Session } from './session/session.ts';
import { App } from './ui/app/App.tsx';
import './ui/styles/tokens.css';
import './ui/styles/base.css';

/** In development `/?fixture` shows a still picture of a cluster, without an engine. */
async function openSession(): Promise<Session> {
  // By glob: the fixture folder isn't part of the repository and may be missing.
  const fixtures = import.meta.glob<{ createFixtureSession: () => Session }>('./ui/dev/fixture.ts');
  const load = fixtures['./ui/dev/fixture.ts'];
  if (load === undefined) throw new Error('no session');
  return (await load()).createFixtureSession();
}

const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no #root');
const root = createRoot(place);
root.render(<App session={await openSession()} />);
