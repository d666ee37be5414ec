import { changedQuery } from '#components/ui/changed-query';
import { sayCount, sayNumber } from '#components/ui/count';
import { Figure, Figures } from '#components/ui/figure';
import { sayShare } from '#components/ui/meter';
import { Notice } from '#components/ui/notice';
import { Rest } from '#components/ui/page-head';

interface Counts {
  unassigned: number;
  devices: number;
  sms: number;
  keys: number;
  users: number;
  accountsNotRead: number;
}
type Kind = 'unassigned' | 'sms' | 'keys';

export function LeftOverAnswer({ counts, collected }: { counts: Counts; collected: boolean }) {
  if (!collected) return 'Nothing has been read from AWS yet.';
  const { unassigned, sms, keys, accountsNotRead } = counts;
  return (
    <>
      {sayCount(unassigned, 'virtual device')} {unassigned === 1 ? 'belongs' : 'belong'} to nobody.{' '}
      <Rest>
        {sayNumber(sms)} SMS {sms === 1 ? 'is' : 'are'} left over; {sayCount(keys, 'user')}{' '}
        {keys === 1 ? 'has' : 'have'} access keys and no password.
        {accountsNotRead === 0
          ? ''
          : ` There may be more in ${sayCount(accountsNotRead, 'account')} that could not be read wholly.`}
      </Rest>
    </>
  );
}

export function LeftOverFigures({ counts, params }: { counts: Counts; params: URLSearchParams }) {
  const to = (show: Kind) => `/users/left-over${changedQuery(params, { show, row: null, q: null, sort: null })}`;
  const figure = (label: string, show: Kind, n: number, of: number, note: string) => (
    <Figure
      label={label}
      href={to(show)}
      n={n}
      of={of}
      meter={`${sayShare(n, of)}, ${label}`}
      segments={[
        { kind: 'acc', n },
        { kind: 'rest', n: Math.max(0, of - n) },
      ]}
      note={note}
    />
  );
  return (
    <Figures>
      {figure('Unassigned virtual devices', 'unassigned', counts.unassigned, counts.devices, 'of all devices listed')}
      {figure('SMS left over', 'sms', counts.sms, counts.devices, 'no valid factor any more')}
      {figure('Users with keys only', 'keys', counts.keys, counts.users, 'no password, active access keys')}
    </Figures>
  );
}

const words: Record<Kind, { title: string; text: string }> = {
  unassigned: {
    title: 'Virtual devices that belong to nobody',
    text: 'They were created and never enabled, or deactivated and kept. They count as nobody’s MFA. Ask whether somebody is enrolling right now, then delete them: a name is free again afterwards.',
  },
  sms: {
    title: 'SMS left over',
    text: 'AWS has ended sign-in with SMS, so it protects nothing and its user counts as without MFA. Register another device first, then deactivate it.',
  },
  keys: {
    title: 'Users with keys only',
    text: 'No password, so the console question does not apply; whoever has the key needs no second factor. Give workloads a role instead, people a federated sign-in, and delete keys that nobody uses.',
  },
};

/** What this kind is and what to do about it. */
export function LeftOverNotice({ show }: { show: Kind }) {
  return (
    <div className="py-4">
      <Notice tone="neutral" title={words[show].title}>
        {words[show].text}
      </Notice>
    </div>
  );
}
