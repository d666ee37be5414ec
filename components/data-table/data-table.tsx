'use client';
import { type ReactNode, useEffect, useRef } from 'react';
import { sayError } from '#components/ui/api';
import { sayNumber } from '#components/ui/count';
import { CsvLink } from '#components/ui/csv-link';
import type { DrawerPlace } from '#components/ui/drawer';
import { SearchBox } from '#components/ui/filters';
import { useUrl } from '#components/ui/use-url';
import type { ListView } from '#lib/present/views/common';
import type { Column } from './column.ts';
import { columnClass, SortSelect, TableHead } from './table-head.tsx';
import { TablePage } from './table-page.tsx';
import { useOpenRow } from './use-open-row.ts';
import { usePages } from './use-pages.ts';
import { useRowKeys } from './use-row-keys.ts';

export type { Column } from './column.ts';

export interface DataTableProps<Row> {
  caption: string;
  /** `['user', 'users']`. */
  noun: readonly [one: string, many: string];
  columns: Column<Row>[];
  /** The page the server rendered. */
  first: ListView<Row>;
  /** Where further pages come from, and with which parameters: `/api/v1/principals`, `kind=IamUser&status=…`. */
  endpoint: string;
  query: string;
  rowId: (row: Row) => string;
  rowName: (row: Row) => string;
  defaultSort?: string;
  search?: { label: string; placeholder: string };
  /** Filter chips. */
  filters?: ReactNode;
  csvHref?: string;
  /** Shown in place of rows; says why there are none. */
  empty: ReactNode;
  /** Renders the open row, `row=<id>` in the URL. Without it rows do not open. */
  drawer?: (id: string, place: DrawerPlace) => ReactNode;
}

/** The one table: sorting, filters and the open row in the URL; further pages as one scrolls; j, k and Enter. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const root = useRef<HTMLDivElement>(null);
  const { list, pages, newer, showNewer } = usePages(props.endpoint, props.query, props.first);
  const rows = pages.flatMap((page) => page.items);
  const ids = rows.map(props.rowId);
  const last = pages.at(-1) ?? props.first;
  const open = useOpenRow({
    ids,
    total: last.total,
    loadMore: list.hasNextPage
      ? async () => (await list.fetchNextPage()).data?.pages.at(-1)?.items.map(props.rowId) ?? []
      : null,
    root,
  });
  useRowKeys(root);

  return (
    <div ref={root} className="data-table">
      <div className="tools">
        {props.search ? <SearchBox label={props.search.label} placeholder={props.search.placeholder} /> : null}
        {props.filters}
        <SortSelect columns={props.columns} />
        <span className="row push">
          <span className="found" role="status">
            {sayTotal(last, props.noun)}
          </span>
          {props.csvHref ? <CsvLink href={props.csvHref} rows={last.total} /> : null}
        </span>
      </div>
      <div className="tbl-wrap cq">
        {rows.length === 0 ? (
          props.empty
        ) : (
          <table className="tbl stk even">
            <caption className="sr">{props.caption}</caption>
            <TableHead columns={props.columns} defaultSort={props.defaultSort} />
            {pages.map((page, at) => (
              <TablePage
                key={page.items[0] ? props.rowId(page.items[0]) : String(at)}
                columns={props.columns.length}
                mayRest={pages.length > 2}
              >
                {page.items.map((row) => (
                  <TableRow
                    key={props.rowId(row)}
                    row={row}
                    columns={props.columns}
                    id={props.rowId(row)}
                    name={props.rowName(row)}
                    selected={open.id === props.rowId(row)}
                    opens={props.drawer !== undefined}
                  />
                ))}
              </TablePage>
            ))}
          </table>
        )}
        <Foot
          shown={rows.length}
          last={last}
          noun={props.noun}
          busy={list.isFetchingNextPage}
          error={list.error ? sayError(list.error) : null}
          more={list.hasNextPage ? () => void list.fetchNextPage() : null}
          newer={newer ? showNewer : null}
          opens={props.drawer !== undefined}
        />
      </div>
      {open.id !== null && props.drawer ? props.drawer(open.id, open.place) : null}
    </div>
  );
}

function TableRow<Row>(props: {
  row: Row;
  columns: Column<Row>[];
  id: string;
  name: string;
  selected: boolean;
  opens: boolean;
}) {
  const url = useUrl();
  return (
    <tr className={props.selected ? 'sel' : ''} data-row={props.id} aria-current={props.selected ? 'true' : undefined}>
      {props.columns.map((column) => (
        <td key={column.id} className={`two ${columnClass(column)}`}>
          {column.lead && props.opens ? (
            <a className="row-link med clip" href={url.href({ row: props.id })} title={props.name} data-row-link>
              {column.cell(props.row)}
            </a>
          ) : (
            column.cell(props.row)
          )}
          {column.sub ? <span className="sub clip">{column.sub(props.row)}</span> : null}
        </td>
      ))}
    </tr>
  );
}

function Foot<Row>(props: {
  shown: number;
  last: ListView<Row>;
  noun: readonly [string, string];
  busy: boolean;
  error: string | null;
  more: (() => void) | null;
  newer: (() => void) | null;
  opens: boolean;
}) {
  const button = useRef<HTMLButtonElement>(null);
  const { more, busy, error } = props;
  useEffect(() => {
    if (!button.current || !more || busy || error) return;
    // Several changes may come in one call: only the last one still holds.
    const watch = new IntersectionObserver((changes) => changes.at(-1)?.isIntersecting && more(), {
      rootMargin: '800px 0px',
    });
    watch.observe(button.current);
    return () => watch.disconnect();
  }, [more, busy, error]);
  if (props.shown === 0) return null;
  return (
    <div className="tbl-foot">
      <span role="status">
        {busy ? 'Loading more rows' : `1–${sayNumber(props.shown)} of ${sayTotal(props.last, props.noun)}`}
      </span>
      {error ? <span className="ink-bad">{error}</span> : null}
      {more ? (
        <button ref={button} type="button" className="btn s" onClick={more} disabled={busy}>
          {error ? 'Try again' : 'Load more'}
        </button>
      ) : null}
      {props.newer ? (
        <button type="button" className="btn s" onClick={props.newer}>
          Newer data was read: show it
        </button>
      ) : null}
      {props.opens ? (
        <span className="push only-wide">
          <kbd>j</kbd> <kbd>k</kbd> move, <kbd>↵</kbd> open, <kbd>Esc</kbd> close
        </span>
      ) : null}
    </div>
  );
}

function sayTotal<Row>(list: ListView<Row>, [one, many]: readonly [string, string]): string {
  return `${list.totalIsLowerBound ? 'more than ' : ''}${sayNumber(list.total)} ${list.total === 1 ? one : many}`;
}
