'use client';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { getJson, sayError } from '#components/ui/api';
import { CopyButton } from '#components/ui/copy-button';
import { Drawer, type DrawerPlace } from '#components/ui/drawer';
import { Empty } from '#components/ui/empty';
import { Notice, type NoticeTone } from '#components/ui/notice';
import { SkeletonBar } from '#components/ui/skeleton';
import { Time } from '#components/ui/time';
import type { AttributionState } from '#lib/domain/console-login';
import type { LoginDetailView } from '#lib/present/views/logins';
import { attributionWord, LoginDevice, loginUser } from './attribution.tsx';

const toneOfState: Partial<Record<AttributionState, NoticeTone>> = {
  person: 'ok',
  'no-mfa': 'bad',
  'not-visible-to-aws': 'neutral',
  'not-a-login': 'neutral',
};

/** One login, down to the record CloudTrail delivered. `id` is `<account>:<event>`. */
export function LoginDrawer({ id, place }: { id: string; place: DrawerPlace }) {
  const [accountId = '', eventId = ''] = id.split(':');
  const { data, error } = useQuery({
    queryKey: ['console-login', accountId, eventId],
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: ({ signal }) =>
      getJson<LoginDetailView>(`/api/v1/console-logins/${accountId}/${encodeURIComponent(eventId)}`, signal),
  });
  return (
    <Drawer name={data ? loginUser(data) : `Event ${eventId.slice(0, 8)}`} kind="login" place={place}>
      {data ? <LoginFacts login={data} /> : null}
      {error ? (
        <Empty reason="not-built" title="This event could not be shown">
          {sayError(error)}
        </Empty>
      ) : null}
      {data || error ? null : (
        <div className="stack">
          <p className="sr" role="status">
            Reading the event
          </p>
          <SkeletonBar width="full" />
          <SkeletonBar width="l" />
          <SkeletonBar width="m" />
        </div>
      )}
    </Drawer>
  );
}

function LoginFacts({ login }: { login: LoginDetailView }) {
  const { attribution } = login;
  return (
    <>
      <Notice
        tone={toneOfState[attribution.state] ?? 'unknown'}
        title={attribution.person ? attribution.person.name : attributionWord(attribution.state)}
      >
        {attribution.reason}
        {attribution.flags.map((flag) => (
          <div key={flag}>{flag}</div>
        ))}
      </Notice>
      <section className="stack-s" aria-label="The login">
        <h3>The login</h3>
        <dl className="kv">
          <Fact label="Time">
            <Time at={login.time} form="page" />
          </Fact>
          <Fact label="Account">
            {login.accountName} <span className="t3 id">{login.accountId}</span>
          </Fact>
          <Fact label="Outcome">
            {login.outcome === 'success' ? 'Signed in' : `Failed${login.errorMessage ? `: ${login.errorMessage}` : ''}`}
          </Fact>
          <Fact label="MFA, as recorded">{sayMfa(login.mfaUsed)}</Fact>
          <Fact label="From">
            <span className="id">{login.sourceIp}</span>, {login.region}
          </Fact>
          <Fact label="Browser">{login.userAgent === '' ? 'Not recorded' : login.userAgent}</Fact>
          {login.provider ? <Fact label="Provider">{login.provider}</Fact> : null}
          {login.uniqueId ? (
            <Fact label="Principal id">
              <span className="mono">{login.uniqueId}</span>
            </Fact>
          ) : null}
        </dl>
      </section>
      <section className="stack-s" aria-label="The device">
        <h3>The device</h3>
        <div>
          <LoginDevice attribution={attribution} />
        </div>
        {attribution.device ? (
          <dl className="kv">
            <Fact label="Serial number">
              <span className="mono">{attribution.device.serialNumber}</span>
            </Fact>
            <Fact label="Enabled">
              {attribution.device.enabledAt ? <Time at={attribution.device.enabledAt} form="page" /> : 'Not known'}
            </Fact>
            {attribution.device.removedAt ? (
              <Fact label="Removed">
                <Time at={attribution.device.removedAt} form="page" />
              </Fact>
            ) : null}
            {attribution.person && attribution.basis ? (
              <Fact label="Person">
                {attribution.person.name},{' '}
                {attribution.basis === 'custody' ? 'by recorded custody' : 'the holder of the account'}
              </Fact>
            ) : null}
          </dl>
        ) : null}
      </section>
      {login.roleSwitches.length > 0 ? (
        <section className="stack-s" aria-label="Role switches">
          <h3>Role switches in this session</h3>
          <ul className="rules soft">
            {login.roleSwitches.map((role) => (
              <li key={`${role.time}-${role.roleArn}`}>
                <Time at={role.time} form="row" /> {role.roleArn ?? 'Role not recorded'}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section className="stack-s" aria-label="Evidence">
        <h3>Evidence</h3>
        <dl className="kv">
          <Fact label="Read">
            {login.action}, <Time at={login.readAt} form="page" />
          </Fact>
          <Fact label="Request id">
            <span className="mono">{login.requestId ?? 'None sent by AWS'}</span>
          </Fact>
          <Fact label="SHA-256">
            <a className="hash" href={`/api/v1/evidence/${login.evidenceSha256}`} target="_blank" rel="noreferrer">
              {login.evidenceSha256}
            </a>
          </Fact>
        </dl>
        <div className="row between">
          <span className="small t3">CloudTrail’s record, laid out for reading. Copy gives it as it was received.</span>
          <CopyButton text={login.raw} label="Copy the record" />
        </div>
        <section className="code-box" aria-label="CloudTrail record">
          <pre className="code record">{laidOut(login.raw)}</pre>
        </section>
      </section>
    </>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

const sayMfa = (used: boolean | null): string =>
  used === null ? 'Not recorded' : used ? 'MFAUsed: Yes' : 'MFAUsed: No';

/** Indented, or as it came where it is no JSON. Always text, never markup. */
function laidOut(raw: string): string {
  try {
    return JSON.stringify(JSON.parse(raw), null, 2);
  } catch {
    return raw;
  }
}
