/** The lanes of the picture: one per device instance, then those for logins of which AWS records no device. */
import type { AttributionState } from '#lib/domain/console-login';
import type { LaneView, MarkView, SharedAccountDetailView } from '#lib/present/views/logins';
import type { SteppingLane } from './lane-steps.ts';

export interface DeviceLane extends SteppingLane {
  readonly kind: 'device';
  readonly lane: LaneView;
}

export interface DevicelessLane extends SteppingLane {
  readonly kind: 'deviceless';
  readonly name: string;
  readonly icon: 'unknown' | 'unk' | 'warn' | 'x' | 'link';
}

export type PictureLane = DeviceLane | DevicelessLane;

interface DevicelessKind {
  readonly id: string;
  readonly states: readonly AttributionState[];
  readonly name: string;
  readonly icon: DevicelessLane['icon'];
  /** Shown with a zero too: that there was none is an answer. */
  readonly always: boolean;
}

const devicelessKinds: readonly DevicelessKind[] = [
  {
    id: 'instance-not-established',
    states: ['person', 'device', 'probable-device'],
    name: 'Device known, which enabling is not',
    icon: 'link',
    always: false,
  },
  { id: 'unknown-device', states: ['unknown-device'], name: 'Device not known to us', icon: 'unknown', always: true },
  {
    id: 'not-recorded',
    states: ['device-not-recorded', 'mfa-not-recorded'],
    name: 'Device or MFA not recorded',
    icon: 'unk',
    always: false,
  },
  { id: 'no-mfa', states: ['no-mfa'], name: 'No MFA used', icon: 'warn', always: true },
  { id: 'outside', states: ['not-visible-to-aws'], name: 'MFA not visible to AWS', icon: 'link', always: false },
  { id: 'failed', states: ['not-a-login'], name: 'Failed attempts, not logins', icon: 'x', always: true },
];

const byTime = (a: MarkView, b: MarkView) => Date.parse(a.time) - Date.parse(b.time);

/** Every mark is in exactly one lane: its device's, or the one for its state. */
export function lanesOf({ lanes, marks }: Pick<SharedAccountDetailView, 'lanes' | 'marks'>): PictureLane[] {
  const known = new Set(lanes.map((lane) => lane.instanceId));
  const deviceless = marks.filter((mark) => mark.laneId === null || !known.has(mark.laneId));
  return [
    ...lanes.map(
      (lane): DeviceLane => ({
        kind: 'device',
        id: lane.instanceId,
        lane,
        marks: marks.filter((mark) => mark.laneId === lane.instanceId).sort(byTime),
      }),
    ),
    ...devicelessKinds
      .map(({ id, states, name, icon, always }) => ({
        always,
        lane: {
          kind: 'deviceless' as const,
          id,
          name,
          icon,
          marks: deviceless.filter((mark) => states.includes(mark.state)).sort(byTime),
        },
      }))
      .filter(({ always, lane }) => always || lane.marks.length > 0)
      .map(({ lane }) => lane),
  ];
}
