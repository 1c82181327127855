import { useRef } from 'react';
import type { NodeFrame } from '../../../session/frame.ts';
import { type DictTable, dictTable } from '../../../session/selectors/dictionaries.ts';
import { useSessionState } from '../../state/useSessionState.ts';

/** The table of all dicts; the same object until a dict, a lastApplied or a status changes. */
export function useDictTable(): DictTable {
  const nodes = useSessionState((state) => state.frame.nodes, 'shallow');
  const last = useRef<{ nodes: readonly NodeFrame[]; table: DictTable } | null>(null);
  if (last.current === null || !sameDicts(last.current.nodes, nodes)) {
    last.current = { nodes, table: dictTable(nodes, last.current?.table ?? null) };
  }
  return last.current.table;
}

function sameDicts(before: readonly NodeFrame[], now: readonly NodeFrame[]): boolean {
  return (
    before.length === now.length &&
    before.every((node, i) => {
      const other = now[i];
      return (
        node.id === other?.id &&
        node.dict === other.dict &&
        node.lastApplied === other.lastApplied &&
        node.status === other.status
      );
    })
  );
}
