/** Composition root: makes the session, mounts the page. */
import { createRoot } from 'react-dom/client';
import { createSession } from './session/createSession.ts';
import { App } from './ui/app/App.tsx';
import './ui/styles/tokens.css';
import './ui/styles/base.css';

const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no #root');
createRoot(place).render(<App session={createSession()} />);
