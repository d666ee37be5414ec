/** Verdicts: word, icon and colour. Quiet when fine: only the two statuses that need somebody carry a tint. */
import type { ComplianceStatus } from '#lib/domain/compliance-status';
import { Icon, type IconName } from './icon.tsx';

export type Tone = 'ok' | 'bad' | 'na' | 'unk';

export const toneOf: Record<ComplianceStatus, Tone> = {
  COMPLIANT: 'ok',
  NON_COMPLIANT: 'bad',
  NOT_APPLICABLE: 'na',
  INSUFFICIENT_DATA: 'unk',
};

export const statusWords: Record<ComplianceStatus, string> = {
  COMPLIANT: 'Compliant',
  NON_COMPLIANT: 'Non-compliant',
  NOT_APPLICABLE: 'Not applicable',
  INSUFFICIENT_DATA: 'Insufficient data',
};

const icons: Record<Tone, IconName> = { ok: 'ok', bad: 'bad', na: 'na', unk: 'unk' };

/** The icon of a tone alone; its word must stand beside it. */
export function ToneIcon({ tone, small = false }: { tone: Tone; small?: boolean }) {
  return <Icon name={icons[tone]} small={small} className={`ink-${tone}`} />;
}

export function StatusBadge({ status, big = false }: { status: ComplianceStatus; big?: boolean }) {
  return (
    <StateBadge tone={toneOf[status]} big={big}>
      {statusWords[status]}
    </StateBadge>
  );
}

/** The same badge with other words: root's states, outcomes of a source. */
export function StateBadge({ tone, big = false, children }: { tone: Tone; big?: boolean; children: string }) {
  return (
    <span className={`status ${tone} ${big ? 'big' : ''}`}>
      <Icon name={icons[tone]} />
      {children}
    </span>
  );
}
