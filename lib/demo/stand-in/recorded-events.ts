/** CloudTrail's event history of one account: per Region, oldest first, found by one attribute. */
import type { RecordedEvent } from '../organization.ts';

export interface RecordedEvents {
  /** Oldest first; the array only ever grows at its end, so that an index into it stays valid. */
  find(region: string, attribute: EventAttribute | null): readonly RecordedEvent[];
  add(event: RecordedEvent): void;
}

export interface EventAttribute {
  readonly key: string;
  readonly value: string;
}

/** The attributes of the history that the stand-in can look up; AWS knows three more, about resources and access keys. */
const attributeOf: Readonly<Record<string, (event: RecordedEvent) => string | null>> = {
  EventName: (event) => event.eventName,
  EventSource: (event) => event.eventSource,
  EventId: (event) => event.eventId,
  Username: (event) => event.userName,
  ReadOnly: (event) => String(event.readOnly),
};

/** Valid for LookupEvents, whether or not anything here could match. */
export const lookupAttributeKeys: ReadonlySet<string> = new Set([
  ...Object.keys(attributeOf),
  'ResourceType',
  'ResourceName',
  'AccessKeyId',
]);

export function createRecordedEvents(initial: readonly RecordedEvent[]): RecordedEvents {
  const byRegion = new Map<string, RecordedEvent[]>();
  const found = new Map<
    string,
    { readonly attribute: EventAttribute; readonly region: string; readonly events: RecordedEvent[] }
  >();
  const matches = (event: RecordedEvent, attribute: EventAttribute) =>
    attributeOf[attribute.key]?.(event) === attribute.value;
  const add = (event: RecordedEvent) => {
    const all = byRegion.get(event.region);
    if (all) all.push(event);
    else byRegion.set(event.region, [event]);
    for (const entry of found.values()) {
      if (entry.region === event.region && matches(event, entry.attribute)) entry.events.push(event);
    }
  };
  for (const event of initial.toSorted((a, b) => a.time - b.time)) add(event);
  return {
    add,
    find(region, attribute) {
      const all = byRegion.get(region) ?? [];
      if (!attribute) return all;
      const key = `${region}/${attribute.key}/${attribute.value}`;
      const known = found.get(key);
      if (known) return known.events;
      const events = all.filter((event) => matches(event, attribute));
      found.set(key, { attribute, region, events });
      return events;
    },
  };
}
