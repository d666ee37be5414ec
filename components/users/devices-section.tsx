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
            <Levels device={device} />
          </li>
        ))}
      </ul>
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

/** Certification levels as AWS captured them when the key was registered; AWS never updates them. */
function Levels({ device }: { device: Device }) {
  if (!device.levels) return null;
  const levels = Object.entries(device.levels).map(([name, level]) => `${name} ${level}`);
  return (
    <span className="small t3 col-span-2">
      {levels.length > 0 ? levels.join(', ') : 'No certification named by AWS'}
      {device.levelsCapturedAt ? (
        <>
          , captured <Time at={device.levelsCapturedAt} form="day" />
        </>
      ) : null}
    </span>
  );
}
