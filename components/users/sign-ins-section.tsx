'use client';
import '../charts/charts.css';
import Link from 'next/link';
import { sayNumber } from '#components/ui/count';
import { deviceClass, deviceWord } from '#components/ui/device';
import { sayTime } from '#components/ui/say-time';
import { Section } from '#components/ui/section';
import { attributionStates } from '#lib/domain/console-login';
import { day } from '#lib/domain/instant';
import type { PrincipalDetailView } from '#lib/present/views/principals';
import { placeSignIns } from './sign-in-marks.ts';

const windowDays = 90;
const plot = { height: 46, base: 40, mark: 7 };

/** Ninety days of sign-ins on one line, coloured by the kind of device; no MFA is a triangle, a failed attempt a cross. */
export function SignInsSection({ user, now }: { user: PrincipalDetailView; now: string }) {
  const to = Date.parse(now);
  const from = to - windowDays * day;
  const logins = user.recentLogins.filter((login) => Date.parse(login.time) > from);
  const ok = logins.filter((login) => login.outcome === 'success');
  const without = ok.filter((login) => login.mfaUsed === false).length;
  const failed = logins.length - ok.length;
  const more = user.loginsTotal > user.recentLogins.length;
  const sentence = `${sayNumber(ok.length)} succeeded, ${sayNumber(without)} of them without MFA; ${sayNumber(failed)} failed${more ? '; the newest 200 are drawn' : ''}`;
  return (
    <Section
      id="d-logins"
      level={3}
      title={`Sign-ins, ${windowDays} days`}
      note={sentence}
      aside={
        <Link className="link" href={allOf(user.id)} prefetch={false}>
          All {user.loginsTotalIsLowerBound ? 'more than ' : ''}
          {sayNumber(user.loginsTotal)}
        </Link>
      }
    >
      {logins.length === 0 ? (
        <p className="rules soft t2 py-2">No sign-in was read in these 90 days.</p>
      ) : (
        <figure className="sign-ins" aria-label={`Sign-ins of 90 days: ${sentence}. The link beside lists them.`}>
          <svg width="100%" height={plot.height} overflow="visible" aria-hidden="true">
            <line x2="100%" y1={plot.base + 5} y2={plot.base + 5} className="axis-line" />
            {placeSignIns(logins, { from, to }).map(({ login, share, level }) => (
              <svg
                key={login.eventId}
                x={`${share}%`}
                y={plot.base - level * (plot.mark + 1)}
                overflow="visible"
                className={
                  login.attribution.device ? `kind ${deviceClass(login.attribution.device.type)}` : 'kind unknown'
                }
              >
                <title>{`${sayTime(login.time, 'page')}: ${
                  login.outcome === 'failure'
                    ? 'failed'
                    : login.mfaUsed === false
                      ? 'no MFA'
                      : login.attribution.device
                        ? `${login.attribution.device.name}, ${deviceWord(login.attribution.device.type)}`
                        : 'device not known'
                }`}</title>
                <Mark login={login} />
              </svg>
            ))}
          </svg>
          <div className="row between small t3">
            <span>{sayTime(new Date(from).toISOString(), 'day')}</span>
            <span>{sayTime(now, 'day')}</span>
          </div>
        </figure>
      )}
    </Section>
  );
}

/** With every state, failed attempts and federated sign-ins too: as many rows as the link says. */
function allOf(principalId: string): string {
  const query = new URLSearchParams({ principalId });
  for (const state of attributionStates) query.append('state', state);
  return `/logins?${query}`;
}

function Mark({ login }: { login: PrincipalDetailView['recentLogins'][number] }) {
  if (login.outcome === 'failure') return <path d="m-3-3 6 6m0-6-6 6" className="mark-cross" />;
  if (login.mfaUsed === false) return <path d="M0-4 4.200 3.500h-8.400z" className="chart-warn" />;
  if (!login.attribution.device) return <circle r="3" className="mark-hollow" />;
  return <circle r="3.5" fill="currentColor" className="mark-ring" />;
}
