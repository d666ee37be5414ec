import { withScope } from '#components/shell/pages';
import { sayCount, sayNumber } from '#components/ui/count';
import { Figure, Figures } from '#components/ui/figure';
import { sayShare, shareSegments } from '#components/ui/meter';
import type { OverviewView } from '#lib/present/views/overview';

/** States that name no person: the rows behind "person unknown". */
const unattributed = [
  'device',
  'probable-device',
  'unknown-device',
  'device-not-recorded',
  'mfa-not-recorded',
  'no-mfa',
];

export function OverviewFigures({ view, params }: { view: OverviewView; params: URLSearchParams }) {
  const { usersWithoutMfa: users, rootsUncovered: roots, loginsWithoutMfa: logins } = view;
  const shared = view.sharedLoginsUnattributed;
  const sources = view.sourcesNotRead;
  const notRead = sources.denied + sources.failed;
  const to = (href: string) => withScope(href, params);
  return (
    <Figures>
      <Figure
        label="Users without MFA"
        href={to('/users?status=NON_COMPLIANT')}
        n={users.n}
        of={users.of}
        meter={`${sayShare(users.n, users.of)} without MFA, ${sayNumber(users.unknown)} not checked`}
        segments={shareSegments(users)}
        note={users.unknown > 0 ? `${sayNumber(users.unknown)} could not be checked` : 'All were checked'}
      />
      <Figure
        label="Root users uncovered"
        href={to('/root?state=uncovered')}
        n={roots.n}
        of={roots.of}
        meter={`${sayShare(roots.n, roots.of)} uncovered, ${sayNumber(roots.unknown)} unknown`}
        segments={shareSegments(roots)}
        note={`${sayNumber(roots.unknown)} unknown, ${sayNumber(roots.notApplicable)} ${roots.notApplicable === 1 ? 'does' : 'do'} not apply`}
      />
      <Figure
        label="Logins without MFA"
        href={to('/logins?outcome=success&state=no-mfa')}
        n={logins.n}
        of={logins.of}
        ofIsLowerBound={logins.lowerBound}
        meter={`${sayShare(logins.n, logins.of, logins.lowerBound)} logins without MFA`}
        segments={shareSegments(logins)}
        note={logins.unknown > 0 ? `90 days, ${sayNumber(logins.unknown)} not recorded` : '90 days, federated apart'}
      />
      <Figure
        label="Shared logins, person unknown"
        href={to(`/logins?outcome=success&sharedOnly=true&${unattributed.map((s) => `state=${s}`).join('&')}`)}
        n={shared.n}
        of={shared.of}
        ofIsLowerBound={shared.lowerBound}
        meter={`${sayShare(shared.n, shared.of, shared.lowerBound)} logins name no person`}
        segments={[
          { kind: 'unk', n: shared.n },
          { kind: 'rest', n: Math.max(0, shared.of - shared.n) },
        ]}
        note={`90 days, ${sayCount(shared.accounts, 'shared account')}`}
      />
      <Figure
        label="Sources not read"
        href={to('/collections')}
        n={notRead}
        of={sources.of}
        meter={`${sayShare(notRead, sources.of)} sources not read`}
        segments={[
          { kind: 'unk', n: notRead },
          { kind: 'rest', n: Math.max(0, sources.of - notRead) },
        ]}
        note={`${sayNumber(sources.denied)} denied, ${sayNumber(sources.failed)} failed${sources.partial > 0 ? `, ${sayNumber(sources.partial)} in part` : ''}`}
      />
    </Figures>
  );
}
