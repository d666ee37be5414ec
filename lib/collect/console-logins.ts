import type { EventSource } from './events.ts';

/** Sign-ins to the console, and role switches in it, in every Region: a sign-in is recorded where it went through. */
export const consoleLogins: EventSource = {
  id: 'console-logins',
  actions: ['cloudtrail:LookupEvents'],
  eventNames: ['ConsoleLogin', 'SwitchRole'],
  regions: 'every',
};
