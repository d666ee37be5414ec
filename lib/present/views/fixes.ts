import type { ComplianceStatus } from '#lib/domain/compliance-status';
import type { ExceptionMarkView } from './exceptions.ts';

/** One way to give a principal its second factor; text with the principal's own values, ready to copy. */
export interface FixView {
  kind: 'console' | 'cli' | 'terraform' | 'message';
  title: string;
  steps: string[];
  code: string | null;
  href: string | null;
  /** What this way can not do. */
  limits: string;
}

/** One item of GET /fixes: a user to work on, or one that AWS says is done. */
export interface FixRowView {
  principalId: string;
  accountId: string;
  accountName: string;
  userName: string;
  status: ComplianceStatus;
  reason: string;
  /** True when AWS says so: MFA on, or no password any more. Never by hand. */
  done: boolean;
  exception: ExceptionMarkView | null;
  /** Empty when done. */
  fixes: FixView[];
}
