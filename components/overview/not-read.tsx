import './not-read.css';
import Link from 'next/link';
import { withScope } from '#components/shell/pages';
import { CopyButton } from '#components/ui/copy-button';
import { sayCount, sayNumber } from '#components/ui/count';
import { Empty } from '#components/ui/empty';
import { Section } from '#components/ui/section';
import type { MissingSourceView, OverviewView } from '#lib/present/views/overview';

/** What AWS did not answer, whom it concerns and what waits for it, with the actions to grant as a policy. */
export function NotRead({ view, params }: { view: OverviewView; params: URLSearchParams }) {
  const { denied, failed, partial, of } = view.sourcesNotRead;
  const actions = [...new Set(view.notRead.filter((one) => one.outcome === 'denied').map((one) => one.action))]
    .filter((action) => actionForm.test(action))
    .sort();
  const nothing = view.notRead.length === 0 && view.accountsNotReadable.length === 0;
  return (
    <Section
      id="h-not-read"
      className="c4"
      title="What we could not look at"
      note={`${sayNumber(denied + failed + partial)} of ${sayCount(of, 'source')}`}
      aside={
        <Link className="link" href={withScope('/collections', params)} prefetch={false}>
          Collections
        </Link>
      }
    >
      <ul className="rules">
        {view.accountsNotReadable.map((account) => (
          <li key={account.accountId}>
            <details className="missing">
              <summary>
                <span className="row between">
                  <span className="med clip" title={account.accountName}>
                    {account.accountName}
                  </span>
                  <span className="small t3 fix">{account.accountId}</span>
                </span>
                <span className="small t2 block">
                  The whole account: <code>{account.action}</code> was refused.
                </span>
              </summary>
              <div className="stack-s small pt-2">
                <p className="t3 wrap-any">{account.error}</p>
                <p className="t2">
                  Its root user stands for the account as undetermined; its users are not counted. Let the role be
                  assumed, then collect again.
                </p>
                <div className="actions">
                  <Link className="link" href={`/root?accountId=${account.accountId}`} prefetch={false}>
                    1 root user waits
                  </Link>
                  <Link className="link" href="/settings#policies" prefetch={false}>
                    Role and policies
                  </Link>
                </div>
              </div>
            </details>
          </li>
        ))}
        {view.notRead.filter(isOwnLine(view)).map((one) => (
          <li key={`${one.outcome}-${one.action}-${one.source}`}>
            <Missing one={one} params={params} />
          </li>
        ))}
        {nothing ? (
          <li>
            <Empty reason="none-found">Every source that was asked has answered.</Empty>
          </li>
        ) : null}
        {view.unreadableRecords > 0 ? (
          <li className="small t2">
            {sayCount(view.unreadableRecords, 'record')} of AWS could not be understood and{' '}
            {view.unreadableRecords === 1 ? 'is' : 'are'} kept as received.
          </li>
        ) : null}
      </ul>
      {actions.length > 0 ? (
        <div className="actions pt-3">
          <CopyButton
            text={policyFor(actions)}
            label={`Copy the ${actions.length === 1 ? 'action' : `${actions.length} actions`} as a policy`}
            small={false}
          />
        </div>
      ) : null}
    </Section>
  );
}

/** A question that was not answered: the action to grant, where, why, and the verdicts that wait for it. */
function Missing({ one, params }: { one: MissingSourceView; params: URLSearchParams }) {
  const where =
    one.accountNames.length === 1 ? (one.accountNames[0] ?? '') : sayCount(one.accountNames.length, 'account');
  const isAction = actionForm.test(one.action);
  return (
    <details className="missing">
      <summary>
        <span className="row between">
          <code
            className={`clip ${one.outcome === 'failed' ? 'ink-bad' : one.outcome === 'partial' ? 'ink-unk' : ''}`}
            title={one.action}
          >
            {one.action}
          </code>
          <span className="small t3 clip max-w-[45%]" title={one.accountNames.join(', ')}>
            {where}
          </span>
        </span>
        <span className="small t2 block">
          {one.outcome === 'denied' ? '' : one.outcome === 'failed' ? 'Failed: ' : 'In part: '}
          {one.waits}
        </span>
      </summary>
      <div className="stack-s small pt-2">
        {one.error ? <p className="t3 wrap-any">{one.error}</p> : null}
        <ul className="t2">
          {one.accountIds.map((id, at) => (
            <li key={id} className="wrap-any">
              {one.accountNames[at]} <span className="id t3">{id}</span>
            </li>
          ))}
        </ul>
        <div className="actions">
          <Waiting one={one} params={params} />
          {one.outcome !== 'failed' && isAction ? (
            <CopyButton text={policyFor([one.action])} label="Copy as a policy" />
          ) : null}
        </div>
      </div>
    </details>
  );
}

/** Links to exactly the rows that wait for this action. */
function Waiting({ one, params }: { one: MissingSourceView; params: URLSearchParams }) {
  const { users, roots } = one.waiting;
  const accounts = new URLSearchParams(one.accountIds.map((id) => ['accountId', id]));
  const boundary = params.get('boundary');
  if (boundary !== null) accounts.set('boundary', boundary);
  return (
    <>
      {users > 0 ? (
        <Link
          className="link"
          href={`/users?status=INSUFFICIENT_DATA&missing=${encodeURIComponent(one.action)}&${accounts}`}
          prefetch={false}
        >
          {sayCount(users, 'user')} {users === 1 ? 'waits' : 'wait'}
        </Link>
      ) : null}
      {roots > 0 ? (
        <Link className="link" href={`/root?state=unknown&${accounts}`} prefetch={false}>
          {sayCount(roots, 'root user')} {roots === 1 ? 'waits' : 'wait'}
        </Link>
      ) : null}
    </>
  );
}

const actionForm = /^[a-z0-9-]+:[A-Za-z]+$/;

function policyFor(actions: string[]): string {
  return JSON.stringify(
    { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] },
    null,
    2,
  );
}

/** A refused way in is told once, with its account; only what other accounts miss gets a line of its own. */
function isOwnLine({ accountsNotReadable }: OverviewView): (one: MissingSourceView) => boolean {
  const told = new Set(accountsNotReadable.map((account) => account.accountId));
  return (one) => one.source !== 'role' || !one.accountIds.every((id) => told.has(id));
}
