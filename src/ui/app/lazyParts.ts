/**
 * Parts that come in files of their own, so that the stage is there sooner.
 * Those that every wide page shows are asked for at once, beside the start of
 * the workers; the others after the first picture, before anybody wants them.
 */
import { lazy } from 'react';
import { loadOverlays } from '../components/overlays.ts';

const timeline = import('../features/timeline/Timeline.tsx');
const dict = import('../features/dict/DictPanel.tsx');
const inspector = async () => ({ default: (await import('../features/inspector/Inspector.tsx')).Inspector });
const feed = async () => ({ default: (await import('../features/feed/EventFeed.tsx')).EventFeed });
const consolePanel = async () => ({ default: (await import('../features/console/ConsolePanel.tsx')).ConsolePanel });
const clientsPanel = async () => ({ default: (await import('../features/clients/ClientsPanel.tsx')).ClientsPanel });

const compareWide = async () => ({ default: (await import('./CompareWide.tsx')).CompareWide });
const compareMobile = async () => import('./CompareMobile.tsx');

export const CompareWide = lazy(compareWide);
export const CompareSwitch = lazy(async () => ({ default: (await compareMobile()).CompareSwitch }));
export const CompareFigures = lazy(async () => ({ default: (await compareMobile()).CompareFigures }));
export const Timeline = lazy(async () => ({ default: (await timeline).Timeline }));
export const DictPanel = lazy(async () => ({ default: (await dict).DictPanel }));
export const Inspector = lazy(inspector);
export const EventFeed = lazy(feed);
export const ConsolePanel = lazy(consolePanel);
export const ClientsPanel = lazy(clientsPanel);

/** Fetches the rest in the background. What can't be fetched now is asked for again when it is opened. */
export function preloadParts(): void {
  void loadOverlays();
  for (const load of [inspector, feed, consolePanel, clientsPanel]) load().catch(() => undefined);
}
