import { useState, type ReactNode } from 'react';
import type { LinkSettings } from '../../../trace/command.ts';
import { RangeSlider, Slider, type Range } from '../../components/Slider.tsx';
import { Switch } from '../../components/Switch.tsx';
import { useSession } from '../../state/SessionProvider.tsx';
import { useSessionState } from '../../state/useSessionState.ts';
import { formatMsRange, formatPercent, sliderMax } from './networkSummary.ts';
import styles from './NetworkDials.module.css';

function Dial({ label, value, sentence, children }: {
  label: string;
  value: string;
  sentence: string;
  children: ReactNode;
}) {
  return (
    <div className={styles.dial}>
      <div className={styles.head}>
        <span>{label}</span>
        <output className={styles.value}>{value}</output>
      </div>
      {children}
      <p className={styles.sentence}>{sentence}</p>
    </div>
  );
}

/** What the reader's hand has set is shown until the run says something new; letting go records one command. */
function useHeld<T>(value: T, commit: (value: T) => void) {
  const [held, setHeld] = useState<{ over: string; value: T } | null>(null);
  const over = String(value);
  return {
    value: held?.over === over ? held.value : value,
    onChange: (next: T) => setHeld({ over, value: next }),
    onCommit: commit,
  };
}

function MsDial({ label, sentence, range, least, commit }: {
  label: string;
  sentence: string;
  range: Range;
  least: number;
  commit: (range: Range) => void;
}) {
  const held = useHeld(range, commit);
  return (
    <Dial label={label} value={formatMsRange(held.value)} sentence={sentence}>
      <RangeSlider {...held} label={label} min={0} max={sliderMax(range[1], least)} format={(ms) => `${ms} ms`} />
    </Dial>
  );
}

function ChanceDial({ label, sentence, chance, commit }: {
  label: string;
  sentence: string;
  chance: number;
  commit: (chance: number) => void;
}) {
  const held = useHeld(chance * 100, (percent) => commit(percent / 100));
  return (
    <Dial label={label} value={formatPercent(held.value / 100)} sentence={sentence}>
      <Slider {...held} label={label} min={0} max={100} format={(percent) => `${percent} %`} />
    </Dial>
  );
}

/** Sliders for every link and every disk, in force from now on. */
export function NetworkDials() {
  const session = useSession();
  const network = useSessionState((state) => state.frame.network);
  const fsyncMs = useSessionState((state) => state.frame.fsyncMs);
  const set = (settings: LinkSettings) => session.command({ type: 'network', link: null, settings });
  return (
    <div className={styles.dials}>
      <h2>Every link, from now on</h2>
      <MsDial
        label="Latency" range={network.latencyMs} least={200}
        sentence="How long a message is on its way." commit={(latencyMs) => set({ latencyMs })}
      />
      <ChanceDial
        label="Loss" chance={network.loss}
        sentence="How many messages never arrive." commit={(loss) => set({ loss })}
      />
      <ChanceDial
        label="Duplication" chance={network.duplicate}
        sentence="How many arrive twice." commit={(duplicate) => set({ duplicate })}
      />
      <Switch
        label="Reordering" detail="A later message may overtake an earlier one."
        checked={network.reorder} onChange={(reorder) => set({ reorder })}
      />
      <h2>Every disk, from now on</h2>
      <MsDial
        label="Disk write" range={fsyncMs} least={100}
        sentence="How long until a write is durable."
        commit={(next) => session.command({ type: 'disk', settings: { fsyncMs: next } })}
      />
    </div>
  );
}
