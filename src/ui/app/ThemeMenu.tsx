import { Contrast } from 'lucide-react';
import type { ThemeChoice } from '../../session/state.ts';
import { IconButton } from '../components/IconButton.tsx';
import { Menu } from '../components/Menu.tsx';
import { useSession } from '../state/SessionProvider.tsx';
import { useSessionState } from '../state/useSessionState.ts';

export const themes: readonly { value: ThemeChoice; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** Light or dark, or as the system has it. */
export function ThemeMenu() {
  const session = useSession();
  const theme = useSessionState((state) => state.theme);
  return (
    <Menu
      label="Theme"
      trigger={
        <IconButton label="Theme">
          <Contrast size={16} />
        </IconButton>
      }
      entries={themes.map(({ value, label }) => ({
        label,
        checked: value === theme,
        run: () => session.setTheme(value),
      }))}
    />
  );
}
