import { DeviceChip, DeviceSlots, deviceWord } from '#components/ui/device';
import { Nobody } from '#components/ui/person';
import { Section } from '#components/ui/section';
import { Time } from '#components/ui/time';
import type { PrincipalDetailView } from '#lib/present/views/principals';

type Device = PrincipalDetailView['deviceDetails'][number];

/** Devices with who holds them and when each was last used; removed ones stay, because they explain older sign-ins. */
export function DevicesSection({ user }: { user: PrincipalDetailView }) {
  return (
    <Section
      id="d-devices"
      level={3}
      title="Devices"
      aside={<DeviceSlots devices={user.devices} slots={user.deviceSlots} />}
    >
      <ul className="rules soft">
        {user.deviceDetails.length === 0 ? (
          <li className="t2">
            {user.deviceSlots.used === null
              ? 'The devices of this user could not be read.'
              : 'None found: this user has no MFA device, and none is known to have been removed.'}
          </li>
        ) : null}
        {user.deviceDetails.map((device) => (
          <li key={device.instanceId ?? device.serialNumber} className="device-line">
            <DeviceChip
              kind={device.type}
              name={device.name}
              serialNumber={device.serialNumber}
              removed={device.removedAt !== null}
            />
            <span className="small t3">
              {device.lastUsedAt ? (
                <>
                  Used <Time at={device.lastUsedAt} form="day" />
                </>
              ) : (
                'No use read'
              )}
            </span>
            <span className="small t2">
              {deviceWord(device.type)}
              {device.type === 'sms' ? ', no longer accepted by AWS' : ''}, {since(device)}
            </span>
            <span className="small">
              {device.custodian ? (
                <>
                  <span className="t3">Held by </span>
                  {device.custodian.name}
                </>
              ) : user.sharedBecause ? (
                <Nobody />
              ) : null}
            </span>
            {device.removedAt === null ? <Ability device={device} /> : null}
          </li>
        ))}
      </ul>
      {user.strength === 'only' && user.activeKeys ? (
        <p className="small t2 pt-1">
          The {user.activeKeys === 1 ? 'access key' : 'access keys'} of this user cannot be used with MFA: STS takes
          none of these devices.
        </p>
      ) : null}
      {user.devicesComplete || user.deviceDetails.length === 0 ? null : (
        <p className="small ink-unk pt-1">More devices may exist: the list could not be read to its end.</p>
      )}
    </Section>
  );
}

function since(device: Device) {
  const from = device.enabledAt ?? device.enabledLatest;
  return (
    <>
      {from ? (
        <>
          {device.enabledAt ? 'since ' : 'since before '}
          <Time at={from} form="day" />
        </>
      ) : (
        'enabled at a time not recorded'
      )}
      {device.removedAt ? (
        <>
          {' '}
          until <Time at={device.removedAt} />
          {device.removedBy ? `, removed by ${device.removedBy.split('/').at(-1)}` : ''}
        </>
      ) : null}
    </>
  );
}

const abilities: Record<Device['type'], { strength: string; cli: string }> = {
  'passkey-or-security-key': {
    strength: 'Phishing-resistant; replay-resistant, each answer is made for one challenge.',
    cli: 'Not for access keys: STS takes no passkey or security key. Sign in with aws login instead.',
  },
  'virtual-authenticator': {
    strength: 'Not phishing-resistant; replay-resistant, each code is accepted once.',
    cli: 'For the CLI too: STS takes its codes.',
  },
  'hardware-totp': {
    strength: 'Not phishing-resistant; replay-resistant, each code is accepted once.',
    cli: 'For the CLI too: STS takes its codes.',
  },
  sms: { strength: 'No valid factor: AWS has ended sign-in with SMS.', cli: 'Not for the CLI.' },
};

/** What this kind withstands, what it can do for the CLI, and the levels AWS captured; no level means unknown, not uncertified (case U16). */
function Ability({ device }: { device: Device }) {
  const { strength, cli } = abilities[device.type];
  return (
    <span className="small t3 col-span-2">
      {strength} {cli}
      {device.type === 'passkey-or-security-key' ? (
        <>
          {' '}
          <Levels device={device} />
        </>
      ) : null}
    </span>
  );
}

function Levels({ device }: { device: Device }) {
  const levels = Object.entries(device.levels ?? {});
  if (levels.length > 0)
    return (
      <span className="t2">
        {levels.map(([name, level]) => `${name} ${level}`).join(', ')}, captured at registration.
      </span>
    );
  return device.levels === null
    ? 'FIDO and FIPS levels unknown: not read.'
    : 'FIDO and FIPS levels unknown: AWS captured none at registration.';
}
