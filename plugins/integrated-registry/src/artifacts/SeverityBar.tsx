import {
  Severity,
  VulnerabilityAnswer,
} from 'backstage-plugin-integrated-registry-common';
import { countSeverities } from './countSeverities';
import styles from './SeverityBar.module.css';

/** Light enough for dark letters beside them, dark enough to be told from the page. */
const colours: Record<Severity, string> = {
  critical: '#b71c1c',
  high: '#e65100',
  medium: '#f9a825',
  low: '#90a4ae',
  negligible: '#b0bec5',
  unknown: '#9e9e9e',
  none: '#388e3c',
};

/** The vulnerabilities of an image as a bar; the words for it stand beside. */
export function SeverityBar({ report }: { report: VulnerabilityAnswer }) {
  const found = countSeverities(report);
  const parts =
    found.length > 0 ? found : [{ severity: 'none' as const, count: 1 }];
  return (
    <div className={styles.bar} aria-hidden>
      {parts.map(({ severity, count }) => (
        <div
          key={severity}
          style={{ flex: count, background: colours[severity] }}
        />
      ))}
    </div>
  );
}
