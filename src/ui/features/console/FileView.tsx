import { Copy, Download } from 'lucide-react';
import type { NodeId } from '../../../raft/types.ts';
import { fileOf, fileText, NOT_ON_DISK, type FileName, type NodeFile } from '../../../session/selectors/consoleFiles.ts';
import { Button } from '../../components/Button.tsx';
import { useSession } from '../../state/SessionProvider.tsx';
import { useSessionState } from '../../state/useSessionState.ts';
import styles from './ConsolePanel.module.css';
import { VirtualLines } from './VirtualLines.tsx';

/** One file of one node: what its disk has, and below it what a crash would take. */
export function FileView({ id, name }: { id: NodeId; name: FileName }) {
  const node = useSessionState(({ frame }) => frame.nodes.find((each) => each.id === id) ?? null);
  if (node === null) return null;
  const file = fileOf(node, name);
  const parted = file.volatile.length > 0 && file.durable.length > 0;
  const inMemory = name === '.state_machine' ? 'in memory' : NOT_ON_DISK;
  const count = file.durable.length + (file.volatile.length > 0 ? 1 : 0) + file.volatile.length;
  return (
    <div className={styles.column} style={{ flex: 1 }}>
      <div className={styles.head}>
        <h2>{file.fileName}</h2>
        <span className={styles.role}>{node.status === 'down' ? `${id} is down: this is its disk` : ''}</span>
        <span className={styles.space} />
        <FileActions file={file} />
      </div>
      {file.remark !== null && <p className={styles.empty}>{file.remark}</p>}
      {count > 0 && (
        <VirtualLines
          label={`${file.fileName}${parted ? ', on disk and in memory' : ''}`}
          count={count}
          line={(i) => <FileLine file={file} index={i} divider={inMemory} />}
        />
      )}
      <p className={styles.foot}>{durability(file)}</p>
    </div>
  );
}

function FileLine({ file, index, divider }: { file: NodeFile; index: number; divider: string }) {
  const onDisk = file.durable[index];
  if (onDisk !== undefined) return <div className={styles.line}>{onDisk}</div>;
  if (index === file.durable.length) return file.name === '.state_machine' ? null : <div className={styles.divider}>{divider}</div>;
  const text = file.volatile[index - file.durable.length - 1] ?? '';
  return (
    <div className={styles.line} data-tone={file.name === '.state_machine' ? 'data' : 'volatile'}>
      {text}
    </div>
  );
}

function durability(file: NodeFile): string {
  if (file.name === '.state_machine') return 'The dict is in memory: it is what the committed part of the log makes of it.';
  return file.volatile.length === 0 ? 'All of it is on disk: a crash takes nothing.' : 'A crash takes what is below the line.';
}

function FileActions({ file }: { file: NodeFile }) {
  const session = useSession();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(fileText(file));
      session.notify('good', `${file.fileName} is copied.`);
    } catch {
      session.notify('bad', `${file.fileName} can’t be copied: the browser doesn’t allow it here. Download it instead.`);
    }
  };
  return (
    <>
      <Button look="quiet" icon={<Copy size={13} aria-hidden />} onClick={() => void copy()}>
        Copy
      </Button>
      <Button look="quiet" icon={<Download size={13} aria-hidden />} onClick={() => download(file)}>
        Download
      </Button>
    </>
  );
}

function download(file: NodeFile): void {
  const url = URL.createObjectURL(new Blob([fileText(file)], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.fileName;
  link.click();
  URL.revokeObjectURL(url);
}
