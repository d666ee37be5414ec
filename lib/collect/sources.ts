import { account } from './account.ts';
import { authorization } from './authorization.ts';
import { consoleLogins } from './console-logins.ts';
import { credentialReport } from './credential-report.ts';
import { deviceLifecycle } from './device-lifecycle.ts';
import type { EventSource } from './events.ts';
import { federation } from './federation.ts';
import { fidoCertification } from './fido-certification.ts';
import { loginProfiles } from './login-profiles.ts';
import { mfaDevices } from './mfa-devices.ts';
import { regions } from './regions.ts';
import { root } from './root.ts';
import { rootSessions } from './root-sessions.ts';
import type { SourceDeclaration } from './source.ts';
import { users } from './users.ts';
import { virtualDevices } from './virtual-devices.ts';

/** Every question Keyholder puts to AWS about an account. A new source is a file of its own and a line here. */
export const sources = {
  account,
  regions,
  'credential-report': credentialReport,
  users,
  'virtual-devices': virtualDevices,
  'mfa-devices': mfaDevices,
  'login-profiles': loginProfiles,
  'fido-certification': fidoCertification,
  authorization,
  federation,
  root,
  'root-sessions': rootSessions,
} as const;

export const eventSources: readonly EventSource[] = [consoleLogins, deviceLifecycle];

/** All of them, for whoever asks what Keyholder needs: the policy test, the doctor. */
export const declaredSources: readonly SourceDeclaration[] = [...Object.values(sources), ...eventSources];
