import { CircleDot, CircleHelp, Columns3, Grid2x2 } from 'lucide-react';
import { showMobileTab, useUi, type MobileTab } from '../state/uiStore.ts';
import styles from './MobileTabs.module.css';

const tabs: readonly { value: MobileTab; label: string; Icon: typeof CircleDot }[] = [
  { value: 'stage', label: 'Stage', Icon: CircleDot },
  { value: 'logs', label: 'Logs', Icon: Grid2x2 },
  { value: 'timeline', label: 'Timeline', Icon: Columns3 },
  { value: 'why', label: 'Why', Icon: CircleHelp },
];

/** The four views of a phone. */
export function MobileTabs() {
  const current = useUi((state) => state.mobileTab);
  return (
    <nav className={styles.tabs} aria-label="Views">
      {tabs.map(({ value, label, Icon }) => (
        <button
          key={value}
          type="button"
          className={styles.tab}
          aria-current={value === current ? 'page' : undefined}
          onClick={() => showMobileTab(value)}
        >
          <Icon size={18} aria-hidden />
          {label}
        </button>
      ))}
    </nav>
  );
}
