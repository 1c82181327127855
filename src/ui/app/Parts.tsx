/** TEMPORARY while the features are being written: whatever part exists is shown, else its name. */
import { type ComponentType, type ReactNode } from 'react';

const found = {
  ...import.meta.glob<Record<string, ComponentType<never>>>('../features/{stage,timeline,transport}/*.tsx', { eager: true }),
};

function part<P>(path: string, name: string): ComponentType<P> {
  const component = found[`../features/${path}`]?.[name];
  if (component !== undefined) return component as unknown as ComponentType<P>;
  return function Placeholder() {
    return <div style={{ padding: 16, color: 'var(--mute)' }}>{name}</div>;
  };
}

export const StagePanel = part<{ toolbarExtras?: ReactNode }>('stage/StagePanel.tsx', 'StagePanel');
export const Timeline = part<object>('timeline/Timeline.tsx', 'Timeline');
export const Transport = part<object>('transport/Transport.tsx', 'Transport');
export const MobileTransport = part<object>('transport/MobileTransport.tsx', 'MobileTransport');
