import { type MfaDeviceType, maxDevicesPerPrincipal } from '#lib/domain/mfa-device';
import type { DeviceView } from '#lib/present/views/common';
import { Icon, type IconName } from './icon.tsx';

/** `unknown`: a serial number AWS named that belongs to no device we know. */
export type DeviceKind = MfaDeviceType | 'unknown';

const kinds: Record<DeviceKind, { css: string; icon: IconName; word: string; plural: string }> = {
  'passkey-or-security-key': {
    css: 'passkey',
    icon: 'passkey',
    word: 'Passkey or security key',
    plural: 'passkeys or security keys',
  },
  'virtual-authenticator': { css: 'virtual', icon: 'virtual', word: 'TOTP app', plural: 'TOTP apps' },
  'hardware-totp': { css: 'hardware', icon: 'hardware', word: 'Hardware TOTP', plural: 'hardware TOTP tokens' },
  sms: { css: 'sms', icon: 'sms', word: 'SMS', plural: 'SMS numbers' },
  unknown: { css: 'unknown', icon: 'unknown', word: 'Unknown device', plural: 'unknown devices' },
};

const order: DeviceKind[] = ['passkey-or-security-key', 'virtual-authenticator', 'hardware-totp', 'sms'];

export const deviceWord = (kind: DeviceKind): string => kinds[kind].word;
/** `passkey`, `virtual`, …: sets `--k`, the colour of the kind, on `.dev`, `.kind`, `.slots i` and chart marks. */
export const deviceClass = (kind: DeviceKind): string => kinds[kind].css;

export function DeviceIcon({ kind }: { kind: DeviceKind }) {
  return <Icon name={kinds[kind].icon} className={`kind ${kinds[kind].css}`} />;
}

export function DeviceChip(props: { kind: DeviceKind; name: string; serialNumber?: string; removed?: boolean }) {
  const { css, icon, word } = kinds[props.kind];
  return (
    <span className={`dev ${css} ${props.removed ? 'removed' : ''}`} title={props.serialNumber ?? props.name}>
      <Icon name={icon} />
      <span className="sr">{word} </span>
      <b>{props.name}</b>
      {props.removed ? <span className="x">removed</span> : null}
    </span>
  );
}

/** Devices in a table: an icon and a count per kind, then `3/8`; "Not read" where the list could not be read. */
export function DeviceCounts(props: {
  devices: readonly Pick<DeviceView, 'type'>[];
  slots: { used: number | null; max: number };
}) {
  const counted = order
    .map((kind) => ({ kind, n: props.devices.filter((d) => d.type === kind).length }))
    .filter(({ n }) => n > 0);
  if (props.slots.used === null && counted.length === 0) return <span className="ink-unk">Not read</span>;
  return (
    <span className="devs">
      {counted.map(({ kind, n }) => (
        <span
          key={kind}
          className={`dev mini ${kinds[kind].css}`}
          title={`${n} ${n === 1 ? kinds[kind].word : kinds[kind].plural}`}
        >
          <Icon name={kinds[kind].icon} />
          <span className="sr">{kinds[kind].word} </span>
          <b>{n}</b>
        </span>
      ))}
      <span className="of8">{props.slots.used === null ? 'at least' : `${props.slots.used}/${props.slots.max}`}</span>
    </span>
  );
}

/** Eight ticks, always drawn, filled by kind. */
export function DeviceSlots(props: {
  devices: readonly Pick<DeviceView, 'type'>[];
  slots: { used: number | null; max: number };
}) {
  const { used, max } = props.slots;
  if (used === null) return <span className="small ink-unk">Slots not read</span>;
  const ticks = Array.from({ length: max || maxDevicesPerPrincipal }, (_, i) => ({ at: i, device: props.devices[i] }));
  return (
    <span className="slots" role="img" aria-label={`${used} of ${max} device slots used`}>
      {ticks.map(({ at, device }) => (
        <i key={at} className={device ? `on ${kinds[device.type].css}` : ''} />
      ))}
      <span aria-hidden="true">
        {used}/{max}
      </span>
    </span>
  );
}
