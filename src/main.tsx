/** Composition root: makes the session, mounts the page. */
import { createRoot } from 'react-dom/client';
import { createSession } from './session/createSession.ts';
import { App } from './ui/app/App.tsx';
import { Failure } from './ui/app/Failure.tsx';
import './ui/styles/tokens.css';
import './ui/styles/base.css';

const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no #root');
const root = createRoot(place);
try {
  root.render(<App session={createSession()} />);
} catch (error) {
  // A browser without module workers, or one that forbids them.
  const sentence = error instanceof Error ? error.message : String(error);
  root.render(<Failure what="The page did not start" sentence={sentence} details={null} />);
}
