import { sectionLabels } from '../../trace/narrateSection.ts';
import styles from './SectionTag.module.css';

/** Where a rule stands: `§5.3`, with the text’s name on hover. Takes the rule book’s notation. */
export function SectionTag({ sections }: { sections: readonly string[] }) {
  const labels = [...new Map(sections.flatMap(sectionLabels).map((each) => [each.label, each])).values()];
  if (labels.length === 0) return null;
  return (
    <span className={styles.tag}>
      {labels.map(({ label, title }, i) => (
        <span key={label} title={title}>
          {i > 0 ? ', ' : ''}
          {label}
        </span>
      ))}
    </span>
  );
}
