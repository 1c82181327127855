import { useRef } from 'react';
import type { Frame } from '../../session/frame.ts';
import { useReducedMotion } from './useMediaQuery.ts';
import { useSessionState } from './useSessionState.ts';
import { mayMove, type MotionGate } from './motionGate.ts';

/** The gate for the cells under this component; open while `frame` may be reached with motion. */
export function useMotionGate(frame: Frame): MotionGate {
  const still = useReducedMotion();
  const playing = useSessionState((state) => state.playing);
  const last = useRef(frame);
  const gate = useRef<MotionGate>({ open: false });
  if (last.current !== frame) {
    gate.current.open = !still && mayMove(last.current, frame, playing);
    last.current = frame;
  }
  return gate.current;
}
