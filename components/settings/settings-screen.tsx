import './settings.css';
import { CodeBlock } from '#components/ui/code';
import { Section } from '#components/ui/section';
import { Time } from '#components/ui/time';
import type { FrameView, ListView } from '#lib/present/views/common';
import type { ExceptionView } from '#lib/present/views/exceptions';
import type { BoundaryView, PersonView, RoleTemplateView, SettingsView } from '#lib/present/views/settings';
import { AddConnection } from './add-connection.tsx';
import { BoundaryList } from './boundary-list.tsx';
import { ConnectionList } from './connection-list.tsx';
import { ExceptionList } from './exception-list.tsx';
import { PeopleTable } from './people-table.tsx';
import { RootSessionsSwitch } from './root-sessions-switch.tsx';

const sections = [
  { id: 'connection', title: 'AWS connection' },
  { id: 'policies', title: 'Policies' },
  { id: 'role', title: 'Make the role' },
  { id: 'root-sessions', title: 'Root sessions' },
  { id: 'people', title: 'People' },
  { id: 'boundaries', title: 'Boundaries' },
  { id: 'exceptions', title: 'Accepted risks' },
  { id: 'schedule', title: 'Schedule' },
  { id: 'store', title: 'Where data is kept' },
] as const;

export function SettingsScreen(props: {
  settings: SettingsView;
  templates: readonly RoleTemplateView[];
  people: ListView<PersonView>;
  peopleQuery: string;
  peopleCsvHref: string;
  boundaries: readonly BoundaryView[];
  exceptions: ListView<ExceptionView>;
  accounts: FrameView['accounts'];
}) {
  const { settings, templates, people, boundaries, accounts } = props;
  return (
    <div className="settings">
      <nav className="settings-side" aria-label="Settings">
        {sections.map(({ id, title }) => (
          <a key={id} href={`#${id}`}>
            {title}
          </a>
        ))}
      </nav>
      <div className="stack-l">
        <Section id="connection" title="AWS connection" note="Keyholder stores no AWS keys">
          <ConnectionList connections={settings.connections} />
          <AddConnection />
        </Section>
        <Section id="policies" title="Policies" note="Exactly the actions Keyholder uses, all of them reading">
          <div className="rules">
            {settings.policies.map((policy, i) => (
              <details key={policy.id} name="policy" className="policy" open={i === 0}>
                <summary>
                  <span className="med">{policy.title}</span>
                </summary>
                <p className="t2">{policy.explanation}</p>
                <CodeBlock name={policy.title} text={policy.json} />
              </details>
            ))}
          </div>
        </Section>
        <Section
          id="role"
          title="Make the role"
          note="With the policies above, the external id, and as whom Keyholder signs in"
        >
          <div className="rules">
            {templates.map((template) => (
              <details key={template.id} name="template" className="policy">
                <summary>
                  <span className="med">{template.title}</span>
                </summary>
                <p className="t2">{template.explanation}</p>
                {template.text === null ? null : <CodeBlock name={template.title} text={template.text} />}
              </details>
            ))}
          </div>
        </Section>
        <Section
          id="root-sessions"
          title="Root sessions"
          note="All devices of each member account’s root, not only the visible"
        >
          <RootSessionsSwitch setting={settings.rootSessions} />
        </Section>
        <Section id="people" title="People" note="Those who hold devices; not the viewers of Keyholder">
          <PeopleTable first={people} query={props.peopleQuery} csvHref={props.peopleCsvHref} />
        </Section>
        <Section id="boundaries" title="Boundaries" note="Named sets of accounts, chosen at the top of every screen">
          <BoundaryList boundaries={boundaries} accounts={accounts} />
        </Section>
        <Section id="exceptions" title="Accepted risks" note="Marks beside a status; accepted in the drawer of a user">
          <ExceptionList exceptions={props.exceptions} />
        </Section>
        <Section id="schedule" title="Schedule">
          <p className="rules soft setting-fact">
            {settings.schedule.every === null ? (
              <>
                Keyholder collects only when asked. Set <code>KEYHOLDER_COLLECT_EVERY</code>, for example to{' '}
                <code>24h</code>, and start it again to collect by itself.
              </>
            ) : (
              <>
                Collects every <b className="med">{settings.schedule.every}</b>
                {settings.schedule.nextAt ? (
                  <>
                    , next <Time at={settings.schedule.nextAt} form="page" />
                  </>
                ) : null}
                . <code>KEYHOLDER_COLLECT_EVERY</code> changes it, <code>off</code> ends it.
              </>
            )}
          </p>
        </Section>
        <Section id="store" title="Where data is kept">
          <dl className="rules soft setting-fact kv">
            <dt>Database</dt>
            <dd>{settings.store.engine === 'sqlite' ? 'SQLite, a file of this machine' : 'PostgreSQL'}</dd>
            <dt>Place</dt>
            <dd className="mono">{settings.store.place}</dd>
          </dl>
        </Section>
      </div>
    </div>
  );
}
