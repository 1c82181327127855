/** TEMPORARY while the features are being written: whatever part exists is shown, else its name. */
import { type ComponentType, type ReactNode } from 'react';

const found = {
  ...import.meta.glob<Record<string, ComponentType<never>>>('../features/{stage,timeline,transport}/*.tsx', { eager: true }),
};

function part<P>(path: string, name: string): ComponentType<P> {
  const component = found[`../features/${path}`]?.[name];
  if (component !== undefined) return component as unknown as ComponentType<P>;
  const Placeholder = ({ toolbarExtras }: { toolbarExtras?: ReactNode }) => {
    const bar = { position: 'absolute', bottom: 0, left: 0, right: 0, height: 38, display: 'flex' } as const;
    return (
      <div style={{ padding: 16, color: 'var(--mute)' }}>
        {name}
        {toolbarExtras !== undefined && <div style={bar}>{toolbarExtras}</div>}
      </div>
    );
  };
  return Placeholder as ComponentType<P>;
}

export const StagePanel = part<{ toolbarExtras?: ReactNode }>('stage/StagePanel.tsx', 'StagePanel');
export const Timeline = part<object>('timeline/Timeline.tsx', 'Timeline');
export const Transport = part<object>('transport/Transport.tsx', 'Transport');
export const MobileTransport = part<object>('transport/MobileTransport.tsx', 'MobileTransport');
