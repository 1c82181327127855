/**
 * Parts that no first picture shows: they come after it, and before anybody
 * asks for them.
 */
import { lazy } from 'react';

const inspector = async () => ({ default: (await import('../features/inspector/Inspector.tsx')).Inspector });
const feed = async () => ({ default: (await import('../features/feed/EventFeed.tsx')).EventFeed });
const consolePanel = async () => ({ default: (await import('../features/console/ConsolePanel.tsx')).ConsolePanel });

export const Inspector = lazy(inspector);
export const EventFeed = lazy(feed);
export const ConsolePanel = lazy(consolePanel);

/** Fetches them in the background. What can't be fetched now is asked for again when it is opened. */
export function preloadParts(): void {
  for (const load of [inspector, feed, consolePanel]) load().catch(() => undefined);
}
