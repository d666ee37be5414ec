'use client';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiError, getJson, postJson, sayError } from '#components/ui/api';
import { CopyButton } from '#components/ui/copy-button';
import { Icon } from '#components/ui/icon';
import { Notice } from '#components/ui/notice';
import { sayTime } from '#components/ui/say-time';
import { statusWords, toneOf } from '#components/ui/status';
import { Time } from '#components/ui/time';
import type { PrincipalDetailView } from '#lib/present/views/principals';
import { useFreshPrincipal } from './fresh-principal.ts';

const pollEvery = 1_500;
const giveUpAfter = 90_000;

/** Asks AWS about this principal again, past the queue of a running collection, and shows one of the four answers. */
export function CheckAgain(props: {
  user: PrincipalDetailView;
  /** Called when AWS has answered. */
  onAnswer?: () => void;
  /** Further actions beside the button. */
  children?: ReactNode;
}) {
  const { user } = props;
  const fresh = useFreshPrincipal();
  const check = useMutation({
    mutationFn: () => recheck(user),
    onSuccess: (answer) => {
      fresh.put(answer);
      props.onAnswer?.();
    },
  });
  const asked = user.lastRecheck?.at ?? user.readAt;
  return (
    <div className="stack-s">
      <div className="row row-w">
        <button
          type="button"
          className="btn primary"
          onClick={() => {
            if (!check.isPending) check.mutate();
          }}
          aria-disabled={check.isPending ? true : undefined}
          data-check-again
        >
          {check.isPending ? <span className="spin" aria-hidden="true" /> : <Icon name="collections" small />}
          {check.isPending ? 'Asking AWS' : 'Check again now'}
        </button>
        {props.children}
        <span className="small t3" role="status">
          {check.isPending ? (
            'Asking AWS for password, devices and certificates of devices'
          ) : asked ? (
            <>
              Last checked <Time at={asked} />
              {user.lastRecheck ? `, asked by ${user.lastRecheck.by.replace(/^local:/, '')}` : ''}
            </>
          ) : (
            'Not checked yet'
          )}
        </span>
      </div>
      {check.isSuccess ? <Answer user={check.data} /> : null}
      {check.error ? (
        <Notice tone="unknown" title="AWS was not asked, or did not answer" live>
          {sayError(check.error)}
        </Notice>
      ) : null}
    </div>
  );
}

function Answer({ user }: { user: PrincipalDetailView }) {
  const missing = user.checks.flatMap((one) => one.missing);
  const tone = { ok: 'ok', bad: 'bad', na: 'neutral', unk: 'unknown' } as const;
  const when = user.lastRecheck ? ` at ${sayTime(user.lastRecheck.at, 'clock')}` : '';
  return (
    <Notice
      tone={tone[toneOf[user.status]]}
      title={`Checked${when}: ${statusWords[user.status].toLowerCase()}.`}
      live
      action={
        missing.length > 0 ? <CopyButton label="Copy policy" text={policyOf([...new Set(missing)])} /> : undefined
      }
    />
  );
}

function policyOf(actions: string[]): string {
  const statement = { Effect: 'Allow', Action: actions, Resource: '*' };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, null, 2);
}

/** 200 brings the answer; 202 means that AWS takes its time, and the answer is fetched when it is there. */
async function recheck(user: PrincipalDetailView): Promise<PrincipalDetailView> {
  const address = `/api/v1/principals/${encodeURIComponent(user.id)}`;
  const before = user.lastRecheck?.at ?? '';
  const answer = await postJson<PrincipalDetailView | { jobId: string }>(`${address}/recheck`, {});
  if ('checks' in answer) return answer;
  const until = Date.now() + giveUpAfter;
  while (Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, pollEvery));
    const now = await getJson<PrincipalDetailView>(address);
    if ((now.lastRecheck?.at ?? '') > before) return now;
  }
  throw new ApiError(
    0,
    'SLOW',
    'AWS has not answered within 90 seconds. The question stays in the queue; look again later.',
    null,
  );
}
