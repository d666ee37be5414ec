'use client';
import { Icon } from '#components/ui/icon';
import { useUrl } from '#components/ui/use-url';
import { type Column, nextSort, readSort } from './column.ts';

export function TableHead<Row>({ columns, defaultSort }: { columns: Column<Row>[]; defaultSort?: string }) {
  const url = useUrl();
  const inUrl = url.params.get('sort');
  const sorted = readSort(inUrl ?? defaultSort ?? null);
  return (
    <thead>
      <tr>
        {columns.map((column) => {
          const on = sorted !== null && column.sort === sorted.field;
          return (
            <th
              key={column.id}
              scope="col"
              className={columnClass(column)}
              aria-sort={on ? sorted.direction : undefined}
            >
              {column.sort ? (
                <button
                  type="button"
                  onClick={() => url.go({ sort: nextSort(column.sort ?? '', inUrl ?? defaultSort ?? null), row: null })}
                >
                  {column.header}
                  {on ? (
                    <Icon name="sortdown" className={sorted.direction === 'ascending' ? 'rotate-180' : ''} />
                  ) : null}
                </button>
              ) : (
                column.header
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** Where cards replace rows, heads are gone: the same choice as a list. */
export function SortSelect<Row>({ columns }: { columns: Column<Row>[] }) {
  const url = useUrl();
  const sortable = columns.filter((c) => c.sort);
  if (sortable.length === 0) return null;
  return (
    <select
      className="sort-select only-card"
      aria-label="Sort by"
      value={url.params.get('sort') ?? ''}
      onChange={(e) => url.go({ sort: e.target.value === '' ? null : e.target.value, row: null })}
    >
      <option value="">Sort: as given</option>
      {sortable.flatMap((c) => [
        <option key={c.id} value={c.sort}>
          {c.header}, ascending
        </option>,
        <option key={`-${c.id}`} value={`-${c.sort}`}>
          {c.header}, descending
        </option>,
      ])}
    </select>
  );
}

export function columnClass<Row>(column: Column<Row>): string {
  return [
    column.width ?? '',
    column.numeric ? 'num' : '',
    column.priority === 2 ? 'drop-2' : column.priority === 3 ? 'drop-3' : '',
    column.lead ? 'card-lead' : column.card ? `card-${column.card}` : 'card-none',
  ]
    .filter(Boolean)
    .join(' ');
}
