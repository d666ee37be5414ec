import { hour } from '#lib/domain/instant';
import { isValidFactor, maxDevicesPerPrincipal } from '#lib/domain/mfa-device';
import type { JudgedDevice } from '../judged-principal.ts';
import type { UserKnowledge } from '../user-knowledge.ts';
import { sayAt, sayDevices } from '../wording.ts';
import type { Verdict } from './verdict.ts';

/** AWS makes a new report at most every four hours (IAM User Guide, "Generate credential reports"). */
const reportEvery = 4 * hour;

/** Has every user who can sign in to the console a valid MFA device? AWS Config's rule of the same name. */
export function mfaEnabledForIamConsoleAccess({
  password,
  devices,
  activeKeys,
  row,
  reportAt,
}: UserKnowledge): Verdict {
  if (password.value === null) {
    return {
      status: 'INSUFFICIENT_DATA',
      reason: password.how,
      evidence: password.evidence,
      missing: password.missing,
    };
  }
  if (!password.value) {
    const reason = `Has no password, so cannot sign in to the console: ${lowerFirst(password.how)}${sayKeys(activeKeys.value)}`;
    return { status: 'NOT_APPLICABLE', reason, evidence: password.evidence, missing: [] };
  }
  if (devices.value === null) {
    const reason = `Has a password. ${devices.how}`;
    return { status: 'INSUFFICIENT_DATA', reason, evidence: password.evidence, missing: devices.missing };
  }
  const evidence = [...devices.evidence, ...password.evidence];
  const valid = devices.value.filter((device) => isValidFactor(device.type));
  const remark = reportRemark(devices.value.length > 0, row?.mfaActive ?? null, reportAt);
  return valid.length > 0
    ? { status: 'COMPLIANT', reason: `${compliant(valid)} ${devices.how}${remark}`, evidence, missing: [] }
    : { status: 'NON_COMPLIANT', reason: `${failing(devices.value)} ${devices.how}${remark}`, evidence, missing: [] };
}

function compliant(devices: readonly JudgedDevice[]): string {
  const types = devices.map((device) => device.type);
  const slots = devices.length === maxDevicesPerPrincipal ? ` All ${maxDevicesPerPrincipal} slots are used.` : '';
  return `Has a password and ${sayDevices(types)}.${slots}`;
}

/** AWS ended SMS as a second factor: what is left over does not count (case U18). */
const failing = (devices: readonly JudgedDevice[]): string =>
  devices.length === 0
    ? 'Has a password and no MFA device.'
    : 'Has a password and only an SMS device left over, which AWS no longer accepts: no valid MFA device.';

/** What AWS's report says otherwise, and from when on it can say the same (cases U8, U9). To it an SMS device is MFA too. */
function reportRemark(live: boolean, report: boolean | null, reportAt: number | null): string {
  if (report === null || reportAt === null || report === live) return '';
  const says = report ? 'still says MFA is active' : 'still says no MFA';
  return ` AWS's credential report of ${sayAt(reportAt)} ${says}; AWS's report can catch up from ${sayAt(reportAt + reportEvery)}.`;
}

/** Access keys are judged apart: this check is about the console (case U4). */
function sayKeys(active: number | null): string {
  if (active === null || active === 0) return '';
  return ` ${active === 1 ? 'One active access key is' : `${active} active access keys are`} judged apart.`;
}

const lowerFirst = (sentence: string): string =>
  /^(AWS|Get|List)/.test(sentence) ? sentence : sentence.charAt(0).toLowerCase() + sentence.slice(1);
