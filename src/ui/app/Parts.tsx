/** TEMPORARY while the features are being written: whatever part exists is shown, else its name. */
import type { ComponentType, ReactNode } from 'react';

const found = import.meta.glob<Record<string, ComponentType<never>>>('../features/*/*.tsx', { eager: true });

function part<P>(path: string, name: string): ComponentType<P> {
  const component = found[`../features/${path}`]?.[name];
  if (component !== undefined) return component as unknown as ComponentType<P>;
  return function Placeholder() {
    return <div style={{ padding: 16, color: 'var(--mute)' }}>{name}</div>;
  };
}

export const StagePanel = part<{ toolbarExtras?: ReactNode }>('stage/StagePanel.tsx', 'StagePanel');
export const LogsPanel = part<object>('logs/LogsPanel.tsx', 'LogsPanel');
export const DictPanel = part<object>('dict/DictPanel.tsx', 'DictPanel');
export const ClientBar = part<object>('client/ClientBar.tsx', 'ClientBar');
export const Timeline = part<object>('timeline/Timeline.tsx', 'Timeline');
export const Transport = part<object>('transport/Transport.tsx', 'Transport');
export const MobileTransport = part<object>('transport/MobileTransport.tsx', 'MobileTransport');
export const Inspector = part<object>('inspector/Inspector.tsx', 'Inspector');
export const EventFeed = part<object>('feed/EventFeed.tsx', 'EventFeed');
export const ConsolePanel = part<object>('console/ConsolePanel.tsx', 'ConsolePanel');
