import { sayCount } from '#components/ui/count';
import { CsvLink } from '#components/ui/csv-link';
import { Section } from '#components/ui/section';
import { Time } from '#components/ui/time';
import type { UnreadableRecordView } from '#lib/present/views/collections';
import type { ListView } from '#lib/present/views/common';

/** What AWS sent that could not be read: kept as it came, counted here and nowhere else. Nothing is dropped. */
export function SetAside({ records, csvHref }: { records: ListView<UnreadableRecordView>; csvHref: string }) {
  return (
    <Section
      id="set-aside"
      title="Set aside"
      className="after-picture"
      note={
        records.total === 0
          ? 'Every record that was sent could be read'
          : `${sayCount(records.total, 'record')}, kept as evidence, counted nowhere`
      }
      aside={records.total > 0 ? <CsvLink href={csvHref} rows={records.total} /> : null}
    >
      {records.total === 0 ? null : (
        <ul className="rules">
          {records.items.map((record) => (
            <li key={record.id}>
              <details>
                <summary className="set-aside-line">
                  {record.reason}{' '}
                  <span className="t3">{[record.where, record.region].filter(Boolean).join(', ')}, </span>
                  <span className="t3">
                    <Time at={record.recordedAt} form="page" />
                  </span>
                </summary>
                <pre className="code record">{record.raw}</pre>
              </details>
            </li>
          ))}
          {records.items.length < records.total ? (
            <li className="t3">
              {records.items.length} of {sayCount(records.total, 'record')}; the CSV has all of them.
            </li>
          ) : null}
        </ul>
      )}
    </Section>
  );
}
