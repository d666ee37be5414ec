'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ApiError, postCsv, sayError } from '#components/ui/api';
import { sayCount } from '#components/ui/count';
import { Dialog } from '#components/ui/dialog';
import { Field } from '#components/ui/form';
import { toast } from '#components/ui/toast';
import type { ImportPreviewView } from '#lib/present/views/settings';
import { importAnswer } from './import-answer.ts';

const kinds = {
  people: {
    path: '/api/v1/people/import',
    title: 'Import people',
    one: 'person',
    many: 'people',
    header: 'name,email,left_at',
    example: 'Sample Person,sample.person@example.com,',
    hint: 'Columns: name, email, left_at. A person is known by the e-mail address.',
  },
  custodies: {
    path: '/api/v1/custodies/import',
    title: 'Import custody',
    one: 'custody',
    many: 'custodies',
    header: 'account_id,user_name,serial_number,enabled_at,person_email,valid_from,valid_to,reason',
    example:
      '100000000001,sample-user,arn:aws:iam::100000000001:mfa/sample-device,,sample.person@example.com,2026-09-01T00:00:00Z,,Handed over in person',
    hint: 'One line for each time somebody held a device. For root, user_name is <root_account>. The people must be known.',
  },
} as const;

export type ImportKind = keyof typeof kinds;

/** A CSV file: chosen, checked line by line without changing anything, then imported whole or not at all. */
export function ImportCsvDialog({ kind, onClose }: { kind: ImportKind; onClose: () => void }) {
  const { path, title, one, many, header, example, hint } = kinds[kind];
  const router = useRouter();
  const [text, setText] = useState<string | null>(null);
  const [preview, setPreview] = useState<ImportPreviewView | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const ask = async (csv: string, sure: boolean): Promise<ImportPreviewView | null> => {
    setBusy(true);
    setError(null);
    try {
      return importAnswer(await postCsv(sure ? path : `${path}?preview=1`, csv));
    } catch (refused) {
      const lines = refused instanceof ApiError ? importAnswer(refused.detail) : null;
      if (lines && lines.errors.length > 0) setPreview(lines);
      setError(sayError(refused));
      return null;
    } finally {
      setBusy(false);
    }
  };

  const choose = async (file: File | undefined) => {
    setPreview(null);
    setText(null);
    if (!file) return;
    const csv = await file.text();
    setText(csv);
    const answer = await ask(csv, false);
    if (answer) setPreview(answer);
  };

  const ready = preview !== null && preview.errors.length === 0 && preview.valid > 0;
  const submit = async () => {
    if (text === null || !ready) return setError('Choose a CSV file in which every line is right.');
    const answer = await ask(text, true);
    if (!answer) return;
    if (answer.errors.length > 0) return setPreview(answer);
    toast({ title: `${sayCount(answer.valid, one, many)} imported` });
    router.refresh();
    onClose();
  };

  return (
    <Dialog
      title={title}
      action={ready ? `Import ${sayCount(preview.valid, one, many)}` : 'Import'}
      busy={busy}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="t2">Nothing is changed until every line is right; then all of it is imported at once.</p>
      <Field
        label="CSV file"
        hint={hint}
        render={(ids) => (
          <input
            {...ids}
            className="file-input"
            type="file"
            accept=".csv,text/csv"
            onChange={(event) => choose(event.target.files?.[0])}
          />
        )}
      />
      <a
        className="link small"
        download={`${kind}-template.csv`}
        href={`data:text/csv;charset=utf-8,${encodeURIComponent(`${header}\r\n${example}\r\n`)}`}
      >
        Download a template
      </a>
      {preview ? <Preview preview={preview} one={one} many={many} /> : null}
    </Dialog>
  );
}

function Preview({ preview, one, many }: { preview: ImportPreviewView; one: string; many: string }) {
  const { errors, changes, rows, valid } = preview;
  if (errors.length > 0)
    return (
      <div className="import-errors" role="alert">
        <b className="med ink-bad">{sayCount(errors.length, 'error')}, so nothing would be imported</b>
        <ul className="rules soft">
          {errors.slice(0, 100).map((error) => (
            <li key={`${error.line}-${error.column}-${error.message}`}>
              <span className="med">Line {error.line}</span>
              {error.column ? <span className="t3">, {error.column}</span> : null}: {error.message}
            </li>
          ))}
        </ul>
      </div>
    );
  return (
    <div role="status">
      <b className="med">
        {valid === 0 ? 'No lines to import' : `${sayCount(rows, 'line')} read, ${sayCount(valid, one, many)} to import`}
      </b>
      <ul className="rules soft import-changes">
        {changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
    </div>
  );
}
