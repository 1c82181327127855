import { Check, CircleAlert, Info, X } from 'lucide-react';
import { AnimatePresence } from 'framer-motion';
import * as m from 'framer-motion/m';
import { useEffect } from 'react';
import type { Notice } from '../../session/state.ts';
import { Button } from '../components/Button.tsx';
import { IconButton } from '../components/IconButton.tsx';
import { useSession } from '../state/SessionProvider.tsx';
import { useSessionState } from '../state/useSessionState.ts';
import { noticeLifeMs } from './noticeLife.ts';
import styles from './Notices.module.css';

const icons = { info: Info, good: Check, bad: CircleAlert };

function NoticeLine({ notice }: { notice: Notice }) {
  const session = useSession();
  const life = noticeLifeMs(notice);
  useEffect(() => {
    if (life === null) return;
    const timer = setTimeout(() => session.dismissNotice(notice.id), life);
    return () => clearTimeout(timer);
  }, [session, notice.id, life]);
  const Icon = icons[notice.tone];
  return (
    <m.li
      className={styles.notice}
      data-tone={notice.tone}
      initial={{ opacity: 0, y: 8 }}
      animate={{ opacity: 1, y: 0 }}
      exit={{ opacity: 0 }}
      transition={{ duration: 0.18 }}
    >
      <Icon size={15} aria-hidden className={styles.icon} />
      <p className={styles.text}>{notice.text}</p>
      {notice.action !== null && (
        <Button onClick={() => session.noticeAction(notice.id)}>{notice.action}</Button>
      )}
      <IconButton label="Close this message" onClick={() => session.dismissNotice(notice.id)}>
        <X size={14} />
      </IconButton>
    </m.li>
  );
}

/** Short messages, above the timeline; told politely to those who listen. */
export function Notices() {
  const notices = useSessionState((state) => state.notices);
  return (
    <div role="status" aria-label="Messages">
      <ul className={styles.list}>
        <AnimatePresence initial={false}>
          {notices.map((notice) => (
            <NoticeLine key={notice.id} notice={notice} />
          ))}
        </AnimatePresence>
      </ul>
    </div>
  );
}
