import { StateBadge, type Tone } from '#components/ui/status';
import { Time } from '#components/ui/time';
import type { SettingsView } from '#lib/present/views/settings';

type Connection = SettingsView['connections'][number];

const states: Record<Connection['state'], { tone: Tone; words: string }> = {
  ready: { tone: 'ok', words: 'Answers' },
  error: { tone: 'bad', words: 'Does not answer' },
  unasked: { tone: 'na', words: 'Not asked yet' },
};

const partitions: Readonly<Record<string, string>> = {
  aws: 'AWS, commercial',
  'aws-us-gov': 'AWS GovCloud (US)',
  'aws-cn': 'AWS China',
};

/** How each set of accounts is reached, as whom, and what AWS said the last time it was asked. */
export function ConnectionList({ connections }: { connections: readonly Connection[] }) {
  if (connections.length === 0)
    return (
      <p className="rules soft setting-fact t2">
        Not connected yet. Put AWS credentials into the environment in which Keyholder is started, then start it again.
      </p>
    );
  return (
    <ul className="rules">
      {connections.map((connection) => (
        <li key={connection.id} className="connection">
          <div className="row between">
            <b className="med">{connection.id}</b>
            <StateBadge tone={states[connection.state].tone}>{states[connection.state].words}</StateBadge>
          </div>
          {connection.error ? (
            <p className="ink-bad" role="alert">
              {connection.error}
            </p>
          ) : null}
          <dl className="kv">
            <dt>Signs in as</dt>
            <dd className="mono">{connection.callerArn ?? 'Not known yet'}</dd>
            <dt>Credentials</dt>
            <dd>
              {connection.profile ? (
                <>
                  Profile <code>{connection.profile}</code> of AWS’s configuration files
                </>
              ) : (
                'AWS’s own chain: environment, profile, or the role of this machine'
              )}
            </dd>
            <dt>Role in accounts</dt>
            <dd>
              {connection.roleName ? (
                <>
                  <code>{connection.roleName}</code>
                  {connection.hasExternalId ? ', with an external id' : ', without an external id'}
                </>
              ) : (
                'None: reads the caller’s own account only'
              )}
            </dd>
            <dt>Partition</dt>
            <dd>
              {connection.callerArn
                ? `${partitions[connection.partition] ?? connection.partition}, ${connection.region}`
                : 'Not known yet'}
            </dd>
            {connection.checkedAt ? (
              <>
                <dt>Last asked</dt>
                <dd>
                  <Time at={connection.checkedAt} form="page" />
                </dd>
              </>
            ) : null}
          </dl>
        </li>
      ))}
    </ul>
  );
}
