import { DeviceChip } from '#components/ui/device';
import { Icon, type IconName } from '#components/ui/icon';
import { Nobody, PersonName } from '#components/ui/person';
import type { AttributionState } from '#lib/domain/console-login';
import type { LoginView } from '#lib/present/views/logins';

type Ink = 'ok' | 'unk' | 'bad' | 'na';

const looks: Record<AttributionState, { word: string; icon: IconName; ink: Ink }> = {
  person: { word: 'Person', icon: 'person', ink: 'ok' },
  device: { word: 'Device, no person', icon: 'link', ink: 'unk' },
  'probable-device': { word: 'Probable device', icon: 'unk', ink: 'unk' },
  'unknown-device': { word: 'Unknown device', icon: 'unknown', ink: 'unk' },
  'device-not-recorded': { word: 'Device not recorded', icon: 'unk', ink: 'unk' },
  'mfa-not-recorded': { word: 'MFA not recorded', icon: 'unk', ink: 'unk' },
  'no-mfa': { word: 'No MFA', icon: 'warn', ink: 'bad' },
  'not-visible-to-aws': { word: 'Not visible to AWS', icon: 'link', ink: 'na' },
  'not-a-login': { word: 'Failed attempt', icon: 'x', ink: 'na' },
};

export const attributionWord = (state: AttributionState): string => looks[state].word;

/** What is known of a login's device and person, as icon and word. */
export function AttributionMark({ state }: { state: AttributionState }) {
  const { word, icon, ink } = looks[state];
  return (
    <span className="row nowrap attribution">
      <Icon name={icon} small className={`ink-${ink}`} />
      <span className={state === 'person' ? '' : `med ink-${ink}`}>{word}</span>
    </span>
  );
}

type Device = NonNullable<LoginView['attribution']['device']>;

/** The device named for a login. An identifier of no known device is drawn as unknown, whatever its form says. */
export function LoginDevice({ attribution }: Pick<LoginView, 'attribution'>) {
  const { device, state } = attribution;
  if (!device) return <span className="t3">{state === 'no-mfa' ? 'None' : 'None recorded'}</span>;
  return <LoginDeviceChip device={device} unknown={state === 'unknown-device'} />;
}

function LoginDeviceChip({ device, unknown }: { device: Device; unknown: boolean }) {
  return (
    <DeviceChip
      kind={unknown ? 'unknown' : device.type}
      name={device.name}
      serialNumber={device.serialNumber}
      removed={device.removedAt !== null}
    />
  );
}

/** The person, or in words why there is none. `colour` only where people have one: on a shared account. */
export function LoginPerson({ attribution, colour }: Pick<LoginView, 'attribution'> & { colour?: number }) {
  const { person, state } = attribution;
  if (person) return <PersonName name={person.name} colour={colour} />;
  if (state === 'not-a-login') return <span className="t3">Not a login</span>;
  return state === 'device' ? <Nobody /> : <Nobody words="Unknown" />;
}

/** Who signed in, as AWS named them. */
export function loginUser({
  userName,
  identity,
  provider,
}: Pick<LoginView, 'userName' | 'identity' | 'provider'>): string {
  if (userName && identity !== 'root') return userName;
  switch (identity) {
    case 'root':
      return 'root';
    case 'unknown-user':
      return 'Unknown user name';
    default:
      return provider?.split('/').at(-1) ?? 'Federated user';
  }
}
