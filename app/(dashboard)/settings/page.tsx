import type { Metadata } from 'next';
import { SettingsScreen } from '#components/settings/settings-screen';
import { PageFrame } from '#components/shell/frame';
import { PageHead, Rest } from '#components/ui/page-head';
import { Refused } from '#components/ui/refused';
import { peopleQuery } from '#lib/api/schemas/collections';
import { readConfig } from '#lib/config';
import { roleTemplatesAbout, settingsAbout } from '#lib/pipeline/settings-about';
import { getBoundaries } from '#lib/present/boundaries';
import { getExceptions } from '#lib/present/exceptions';
import { getPeople } from '#lib/present/people';
import { getSettings } from '#lib/present/settings';
import type { FrameView } from '#lib/present/views/common';
import type { SettingsView } from '#lib/present/views/settings';
import { apiQuery, openPage, orRefusal, readQuery, type SearchParams } from '../open-page.ts';

export const metadata: Metadata = { title: 'Settings' };

const pageSize = 50;

export default async function SettingsPage({ searchParams }: { searchParams: SearchParams }) {
  const asked = await orRefusal(async () => {
    const page = await openPage(searchParams);
    const { read, scope, now, params } = page;
    const config = readConfig(process.env, process.env.KEYHOLDER_ROOT ?? process.cwd());
    const about = settingsAbout(config);
    const settings = await getSettings(read, scope, about, now);
    const own = settings.connections.find((connection) => connection.profile === null);
    const people = await getPeople(read, scope, { ...readQuery(peopleQuery, params), limit: pageSize }, now);
    return {
      ...page,
      settings,
      templates: roleTemplatesAbout(config, own?.callerArn ?? null),
      people,
      boundaries: (await getBoundaries(read, scope, {}, now)).items,
      exceptions: await getExceptions(read, scope, { limit: 500 }, now),
    };
  });
  if ('refusal' in asked) return <Refused title="Settings" sentence={asked.refusal} href="/settings" />;
  const { frame, settings, templates, people, boundaries, exceptions, params } = asked.page;
  const query = apiQuery(peopleQuery, params, { limit: String(pageSize) });
  return (
    <>
      <PageFrame frame={frame} />
      <PageHead title="Settings" asOf={frame.asOf} oldestSourceAt={frame.oldestSourceAt}>
        <Answer settings={settings} frame={frame} />
      </PageHead>
      <SettingsScreen
        settings={settings}
        templates={templates}
        people={people}
        peopleQuery={query}
        peopleCsvHref={`/api/v1/people?${query}&format=csv`}
        boundaries={boundaries}
        exceptions={exceptions}
        accounts={frame.accounts}
      />
    </>
  );
}

function Answer({ settings, frame }: { settings: SettingsView; frame: FrameView }) {
  const refused = settings.connections.filter((connection) => connection.state === 'error').length;
  if (refused > 0) return <a href="#connection">AWS does not answer as configured.</a>;
  if (frame.accounts.length === 0) return 'No AWS account has been reached yet.';
  const { read, of, denied, failed } = frame.sources;
  const accounts = `${frame.accounts.length} ${frame.accounts.length === 1 ? 'account is' : 'accounts are'} connected.`;
  return (
    <>
      {accounts}{' '}
      <Rest>
        {denied + failed === 0 ? `All ${of} sources may be read.` : `${read} of ${of} sources could be read.`}
      </Rest>
    </>
  );
}
