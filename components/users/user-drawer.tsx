'use client';
import { useQuery } from '@tanstack/react-query';
import { getJson, sayError } from '#components/ui/api';
import { Drawer, type DrawerPlace } from '#components/ui/drawer';
import { Notice } from '#components/ui/notice';
import { SkeletonBar } from '#components/ui/skeleton';
import type { PrincipalDetailView, PrincipalView } from '#lib/present/views/principals';
import { AcceptRisk } from './accept-risk.tsx';
import { CheckAgain } from './check-again.tsx';
import { ChecksSection } from './checks-section.tsx';
import { DevicesSection } from './devices-section.tsx';
import { ExceptionsSection } from './exceptions-section.tsx';
import { FixesSection } from './fixes-section.tsx';
import { useFreshPrincipal } from './fresh-principal.ts';
import { PrivilegeSection } from './privilege-section.tsx';
import { SignInsSection } from './sign-ins-section.tsx';
import { SourcesSection } from './sources-section.tsx';
import { nameOf, UserIdentity, UserVerdict } from './user-verdict.tsx';

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
      {shown ? <UserIdentity user={shown} created={data?.createdAt ?? null} /> : null}
      {shown ? <UserVerdict user={shown} now={props.now} /> : null}
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

function Detail({ user, now }: { user: PrincipalDetailView; now: string }) {
  const fresh = useFreshPrincipal();
  return (
    <>
      <CheckAgain key={user.id} user={user}>
        <AcceptRisk user={user} onAccepted={() => void fresh.again(user.id)} />
      </CheckAgain>
      <ExceptionsSection exceptions={user.exceptions} />
      <DevicesSection user={user} />
      <SignInsSection user={user} now={now} />
      {user.fixes.length > 0 ? <FixesSection key={`fix-${user.id}`} fixes={user.fixes} /> : null}
      <PrivilegeSection user={user} />
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
