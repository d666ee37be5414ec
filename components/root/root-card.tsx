import { CopyButton } from '#components/ui/copy-button';
import { DeviceChip } from '#components/ui/device';
import { ExceptionMark } from '#components/ui/exception-mark';
import { Icon } from '#components/ui/icon';
import { StateBadge, statusWords } from '#components/ui/status';
import { Time } from '#components/ui/time';
import type { RootCardView } from '#lib/present/views/principals';
import { firstSentence, withoutSources } from '../ui/first-sentence.ts';
import { rootTone, rootWord } from './root-state.tsx';

/** One account's root user: its state, how it is known, what is visible of its devices and keys. */
export function RootCard({ card, open }: { card: RootCardView; open: boolean }) {
  const { principal, facts } = card;
  const keys = principal.checks.find((check) => check.checkId === 'iam-root-access-key-check');
  const tone = rootTone(card.state);
  const asked = tone !== 'na';
  const unread = facts.password === null && facts.accessKeys === null && facts.mfa === null && tone === 'unk';
  const reason = withoutSources(principal.reason);
  return (
    <li id={`root-${principal.accountId}`} className={`root-card ${tone === 'unk' ? 'unk' : ''} ${open ? 'open' : ''}`}>
      <header>
        <h2 className="wrap-any">{principal.accountName}</h2>
        <span className="states">
          <StateBadge tone={card.state === 'covered-with-keys' ? 'ok' : tone}>
            {card.state === 'covered-with-keys' ? 'Covered' : rootWord(card.state)}
          </StateBadge>
          {keys?.status === 'NON_COMPLIANT' ? <StateBadge tone="bad">Has access keys</StateBadge> : null}
          <ExceptionMark mark={principal.exception ?? keys?.exception ?? null} />
        </span>
        <div className="small t3">
          <span className="id">{principal.accountId}</span>
          {principal.partition === 'aws' ? '' : `, ${principal.partition}`}
        </div>
      </header>
      <div className="track">
        <Fact name="Password" value={facts.password} asked={asked} yes="Present" no="None" />
        <Fact name="Access keys" value={facts.accessKeys} asked={asked} yes="Present" no="None" yesIs="bad" />
        <Fact
          name="MFA"
          value={facts.mfa}
          asked={asked}
          yes={sayOn(card)}
          no={tone === 'na' ? 'None needed' : 'Off'}
          yesIs="ok"
          noIs={tone === 'na' ? undefined : 'bad'}
        />
      </div>
      <div className="body">
        <p className={unread ? '' : 't1'}>{card.headline}.</p>
        {reason === `${card.headline}.` ? null : <p>{reason}</p>}
        {principal.devices.length > 0 ? (
          <div className="row row-w">
            {principal.devices.map((device) => (
              <DeviceChip
                key={device.serialNumber}
                kind={device.type}
                name={device.name}
                serialNumber={device.serialNumber}
              />
            ))}
          </div>
        ) : facts.mfa ? (
          <div className="row row-w">
            <DeviceChip kind="unknown" name="Kind not visible" />
          </div>
        ) : null}
        {keys?.status === 'NON_COMPLIANT' ? (
          <p>
            <span className="ink-bad med">{keys.checkId}:</span> {firstSentence(keys.reason)}
          </p>
        ) : null}
        {facts.certificates ? <p>A signing certificate is active: a sign-in that MFA does not protect.</p> : null}
        {card.missing.length > 0 ? (
          <div className="stack-s">
            <p>
              Missing: <code className="wrap-any">{card.missing.join(', ')}</code>
            </p>
            <div className="actions">
              <CopyButton label="Copy policy" text={policyOf(card.missing)} />
            </div>
          </div>
        ) : null}
      </div>
      <footer>
        {card.lastKnown ? (
          <div>
            Last known: {statusWords[card.lastKnown.status].toLowerCase()}, <Time at={card.lastKnown.at} form="day" />
          </div>
        ) : null}
        <details>
          <summary>How we know</summary>
          <ul>
            {card.howWeKnow.map((one) => (
              <li key={one.text}>{one.text}</li>
            ))}
          </ul>
        </details>
      </footer>
    </li>
  );
}

function Fact(props: {
  name: string;
  value: boolean | null;
  /** False where the question does not apply: then nothing is missing. */
  asked: boolean;
  yes: string;
  no: string;
  yesIs?: 'ok' | 'bad';
  noIs?: 'bad';
}) {
  const { value } = props;
  if (value === null && !props.asked)
    return (
      <div>
        <span>{props.name}</span>
        <span className="t3">Not asked</span>
      </div>
    );
  if (value === null)
    return (
      <div className="u">
        <span>{props.name}</span>
        <b className="ink-unk">Not read</b>
      </div>
    );
  const bad = value ? props.yesIs === 'bad' : props.noIs === 'bad';
  return (
    <div>
      <span>{props.name}</span>
      {value || bad ? (
        <b className={bad ? 'ink-bad' : ''}>
          {bad ? <Icon name="x" /> : props.yesIs === 'ok' ? <Icon name="check" className="ink-ok" /> : null}
          {value ? props.yes : props.no}
        </b>
      ) : (
        <span className="t3">{props.no}</span>
      )}
    </div>
  );
}

function policyOf(missing: string[]): string {
  const actions = missing.filter((action) => /^[a-z0-9-]+:[A-Za-z]+$/.test(action));
  const statement = { Effect: 'Allow', Action: actions, Resource: '*' };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, null, 2);
}

/** `On, 2 devices` where all are listed, `On, at least 2` where more may be. */
function sayOn({ devicesAtLeast, principal }: RootCardView): string {
  if (devicesAtLeast === null || devicesAtLeast < 2) return 'On';
  return principal.devicesComplete ? `On, ${devicesAtLeast} devices` : `On, at least ${devicesAtLeast}`;
}
