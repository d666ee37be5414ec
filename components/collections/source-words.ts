import type { SourceId } from '#lib/domain/collection';

interface SourceWords {
  /** Head of a column: short, so that fourteen stand side by side. */
  head: string;
  /** What was asked, in the readout. */
  what: string;
  /** What is counted by `attempted` and `succeeded`. */
  unit: readonly [one: string, many: string];
}

const words: Record<SourceId, SourceWords> = {
  role: { head: 'Role', what: 'The way in', unit: ['attempt', 'attempts'] },
  account: { head: 'Account', what: 'Account summary', unit: ['question', 'questions'] },
  regions: { head: 'Regions', what: 'Enabled Regions', unit: ['question', 'questions'] },
  'credential-report': { head: 'Credential report', what: 'Credential report', unit: ['question', 'questions'] },
  users: { head: 'Users', what: 'List of users', unit: ['question', 'questions'] },
  'virtual-devices': { head: 'Virtual devices', what: 'Virtual MFA devices', unit: ['question', 'questions'] },
  'mfa-devices': { head: 'MFA devices', what: 'MFA devices of each user', unit: ['user', 'users'] },
  'login-profiles': { head: 'Pass\u00adwords', what: 'Login profiles asked for', unit: ['user', 'users'] },
  'fido-certification': { head: 'FIDO levels', what: 'FIDO certification', unit: ['device', 'devices'] },
  authorization: { head: 'Author\u00adization', what: 'Authorization details', unit: ['question', 'questions'] },
  federation: { head: 'Fed\u00aderation', what: 'Federation providers', unit: ['question', 'questions'] },
  root: { head: 'Root', what: 'Central root management', unit: ['question', 'questions'] },
  'root-sessions': { head: 'Root session', what: 'Root session: devices of root', unit: ['session', 'sessions'] },
  'console-logins': { head: 'Sign-in events', what: 'Sign-in events', unit: ['event name', 'event names'] },
  'device-lifecycle': {
    head: 'Device lifecycle',
    what: 'Device lifecycle events',
    unit: ['event name', 'event names'],
  },
};

const isKnown = (source: string): source is SourceId => source in words;

/** Words of a source; a source this page does not know yet goes by its id. */
export const sourceWords = (source: string): SourceWords =>
  isKnown(source) ? words[source] : { head: source, what: source, unit: ['answer', 'answers'] };
