import Link from 'next/link';
import type { ReactNode } from 'react';
import { withScope } from '#components/shell/pages';
import { sayShare } from '#components/ui/meter';
import { Section } from '#components/ui/section';
import type { OverviewView } from '#lib/present/views/overview';

/** Sign-ins per day, and the share that came by federation, whose MFA AWS does not see. */
export function SignIns(props: { view: OverviewView; params: URLSearchParams; children: ReactNode }) {
  const { n, of, lowerBound } = props.view.federatedLogins;
  return (
    <Section
      id="h-sign-ins"
      title="Sign-ins, 90 days"
      note={of === 0 ? 'None read' : `${sayShare(n, of, lowerBound)} federated: their MFA is not visible to AWS`}
      aside={
        <Link className="link" href={withScope('/logins', props.params)} prefetch={false}>
          All sign-ins
        </Link>
      }
    >
      {props.children}
    </Section>
  );
}
