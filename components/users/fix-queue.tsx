'use client';
import { useEffect, useRef } from 'react';
import { sayNumber } from '#components/ui/count';
import { ExceptionMark } from '#components/ui/exception-mark';
import { statusWords, ToneIcon, toneOf } from '#components/ui/status';
import { useUrl } from '#components/ui/use-url';
import type { PrincipalView } from '#lib/present/views/principals';

/** Everybody in the list, by account and name, so that nobody moves when done. */
export function FixQueue(props: {
  users: PrincipalView[];
  total: number;
  chosen: string;
  more: (() => void) | null;
  busy: boolean;
}) {
  const url = useUrl();
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    list.current?.querySelector(`[data-user="${CSS.escape(props.chosen)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [props.chosen]);
  return (
    <nav ref={list} className="panel fix-queue" aria-label="Users to fix">
      <ul>
        {props.users.map((user) => (
          <li key={user.id} data-user={user.id}>
            <a
              href={url.href({ row: user.id })}
              aria-current={user.id === props.chosen ? 'true' : undefined}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                event.preventDefault();
                url.remark({ row: user.id });
              }}
            >
              <ToneIcon tone={toneOf[user.status]} />
              <span className="fix-who">
                <span className="med clip" title={user.userName}>
                  {user.userName}
                </span>
                <span className="sub clip" title={`${user.accountName}, ${user.accountId}`}>
                  <span className="t3">
                    {user.status === 'COMPLIANT' || user.status === 'NOT_APPLICABLE'
                      ? `Done, ${statusWords[user.status].toLowerCase()}`
                      : user.accountName}
                  </span>
                </span>
                <ExceptionMark mark={user.exception} />
              </span>
              <span className="sr">, {statusWords[user.status]}</span>
            </a>
          </li>
        ))}
      </ul>
      {props.more ? (
        <div className="tbl-foot">
          <span>
            {sayNumber(props.users.length)} of {sayNumber(props.total)}
          </span>
          <button type="button" className="btn s" disabled={props.busy} onClick={props.more}>
            Load more
          </button>
        </div>
      ) : null}
    </nav>
  );
}
