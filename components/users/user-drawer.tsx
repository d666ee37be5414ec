'use client';
import { useQuery } from '@tanstack/react-query';
import { getJson, sayError } from '#components/ui/api';
import { Drawer, type DrawerPlace } from '#components/ui/drawer';
import { Duration } from '#components/ui/duration';
import { Notice } from '#components/ui/notice';
import { SkeletonBar } from '#components/ui/skeleton';
import { statusWords } from '#components/ui/status';
import { Time } from '#components/ui/time';
import type { ComplianceStatus } from '#lib/domain/compliance-status';
import type { PrincipalDetailView, PrincipalView } from '#lib/present/views/principals';
import { CheckAgain } from './check-again.tsx';
import { ChecksSection } from './checks-section.tsx';
import { DevicesSection } from './devices-section.tsx';
import { FixesSection } from './fixes-section.tsx';
import { SignInsSection } from './sign-ins-section.tsx';
import { SourcesSection } from './sources-section.tsx';

const tones = {
  COMPLIANT: 'ok',
  NON_COMPLIANT: 'bad',
  NOT_APPLICABLE: 'neutral',
  INSUFFICIENT_DATA: 'unknown',
} as const satisfies Record<ComplianceStatus, string>;

/** One principal: verdict, check again, devices, sign-ins, ways to fix, checks with their evidence. */
export function UserDrawer(props: {
  id: string;
  place: DrawerPlace;
  first: PrincipalDetailView | null;
  /** The row as the table shows it: its name stands while the rest is asked for. */
  row: PrincipalView | null;
  now: string;
}) {
  const { data, error, refetch } = useQuery({
    queryKey: ['principal', props.id],
    queryFn: ({ signal }) => getJson<PrincipalDetailView>(`/api/v1/principals/${encodeURIComponent(props.id)}`, signal),
    ...(props.first ? { initialData: props.first } : {}),
  });
  const shown = data ?? props.row;
  return (
    <Drawer name={shown ? nameOf(shown) : 'User'} kind="user" place={props.place}>
      {shown ? <Identity user={shown} created={data?.createdAt ?? null} /> : null}
      {shown ? <Verdict user={shown} now={props.now} /> : null}
      {data ? <Detail user={data} now={props.now} /> : null}
      {error && !data ? (
        <Notice
          tone="bad"
          title="This user could not be shown"
          action={
            <button type="button" className="btn s" onClick={() => void refetch()}>
              Try again
            </button>
          }
        >
          {sayError(error)}
        </Notice>
      ) : null}
      {!data && !error ? <Waiting /> : null}
    </Drawer>
  );
}

const nameOf = (user: PrincipalView) => (user.kind === 'RootUser' ? `Root of ${user.accountName}` : user.userName);

function Identity({ user, created }: { user: PrincipalView; created: string | null }) {
  return (
    <div className="drawer-identity small t3">
      <span>
        {user.accountName} <span className="id">{user.accountId}</span>
      </span>
      <span className="id">{user.uniqueId}</span>
      {created ? (
        <span>
          Created <Time at={created} form="day" />
        </span>
      ) : null}
      <span>
        Privileged:{' '}
        <span className={user.privileged === null ? 'ink-unk' : 't1'}>
          {user.privileged === null ? 'unknown' : user.privileged ? 'yes' : 'no'}
        </span>
      </span>
      {user.previousNames.length > 0 ? <span>Earlier names: {user.previousNames.join(', ')}</span> : null}
      {user.sharedBecause ? <span>Shared account</span> : null}
      <span className="wrap-any">{user.arn}</span>
    </div>
  );
}

function Verdict({ user, now }: { user: PrincipalView; now: string }) {
  return (
    <Notice tone={tones[user.status]} title={`${statusWords[user.status]}.`}>
      {user.reason}
      {user.failingSince ? (
        <>
          {' '}
          Failing for <Duration from={user.failingSince} to={now} />.
        </>
      ) : null}
      {user.readAt ? (
        <>
          {' '}
          Read at <Time at={user.readAt} />.
        </>
      ) : null}
    </Notice>
  );
}

function Detail({ user, now }: { user: PrincipalDetailView; now: string }) {
  return (
    <>
      <CheckAgain key={user.id} user={user} />
      <DevicesSection user={user} />
      <SignInsSection user={user} now={now} />
      {user.fixes.length > 0 ? <FixesSection key={`fix-${user.id}`} fixes={user.fixes} /> : null}
      <ChecksSection checks={user.checks} />
      <SourcesSection user={user} />
    </>
  );
}

function Waiting() {
  return (
    <div className="stack">
      <p className="sr" role="status">
        Loading devices, sign-ins and checks
      </p>
      <SkeletonBar width="m" />
      <SkeletonBar width="full" />
      <SkeletonBar width="full" />
      <SkeletonBar width="l" />
    </div>
  );
}
