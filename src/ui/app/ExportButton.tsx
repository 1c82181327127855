import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../components/Button.tsx';
import { useRunFiles } from '../features/run/useRunFiles.ts';

/** Saves the run of the session around it as a scenario. */
export function ExportButton({ children }: { children: ReactNode }) {
  const files = useRunFiles();
  return (
    <Button icon={<Download size={15} />} onClick={files.download}>
      {children}
    </Button>
  );
}
