import { it } from 'vitest';
import { checkCredentialReports, checkDeviceAnswers, checkDeviceLists } from './test-mutated-answers.ts';

it('10,000 mutated credential reports: no crash, and no row lost in silence', () => checkCredentialReports(10_000));

it('10,000 mutated device lists: a list that is not whole is no list', () => checkDeviceLists(10_000));

it('10,000 mutated answers with device lists: whole, or counted', () => checkDeviceAnswers(10_000));
