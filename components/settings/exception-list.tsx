import Link from 'next/link';
import { CsvLink } from '#components/ui/csv-link';
import { Empty } from '#components/ui/empty';
import { StatusBadge } from '#components/ui/status';
import { Time } from '#components/ui/time';
import { ExceptionState } from '#components/users/exceptions-section';
import type { ListView } from '#lib/present/views/common';
import type { ExceptionView } from '#lib/present/views/exceptions';

/** Every risk that was accepted, with what its check says now; expired ones stay, and say so. */
export function ExceptionList({ exceptions }: { exceptions: ListView<ExceptionView> }) {
  if (exceptions.items.length === 0)
    return (
      <div className="rules">
        <Empty reason="none-found">
          No risk has been accepted. It is done in the drawer of a user, with an expiry.
        </Empty>
      </div>
    );
  return (
    <>
      <ul className="rules">
        {exceptions.items.map((one) => (
          <li key={one.id}>
            <div className="row row-w between">
              <span>
                <Link className="link" href={hrefOf(one)} prefetch={false}>
                  {one.kind === 'RootUser' ? `Root of ${one.accountName}` : one.userName}
                </Link>{' '}
                <span className="small t3">
                  {one.accountName}, {one.checkTitle}
                </span>
              </span>
              <span className="row">
                <ExceptionState exception={one} />
                {one.status ? <StatusBadge status={one.status} /> : <span className="small t3">No longer there</span>}
              </span>
            </div>
            <div className="t2 wrap-any">{one.reason}</div>
            <div className="small t3">
              Owner {one.owner}, recorded by {one.recordedBy.replace(/^local:/, '')}{' '}
              <Time at={one.recordedAt} form="day" />
            </div>
          </li>
        ))}
      </ul>
      <div className="actions pt-3">
        <CsvLink href="/api/v1/exceptions?format=csv" rows={exceptions.total} />
        {exceptions.total > exceptions.items.length ? (
          <span className="small t3">
            The newest {exceptions.items.length} of {exceptions.total}; the CSV holds all.
          </span>
        ) : null}
      </div>
    </>
  );
}

const hrefOf = ({ kind, principalId, accountId }: ExceptionView) =>
  kind === 'RootUser' ? `/root?accountId=${accountId}` : `/users?row=${encodeURIComponent(principalId)}`;
