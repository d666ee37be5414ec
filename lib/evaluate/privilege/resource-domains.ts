import type { Account } from '#lib/domain/account';
import type { ResourceKind } from './administrative-actions.ts';

/** `*` alone stands for actions that name no resource: a statement for certain ARNs does not cover them. */
const noResource = '*';

/** All resources of a kind in an account, as wildcard ARNs; a literal `*` where AWS checks the action against no resource. */
export function resourcesOf(kind: ResourceKind, { partition, id }: Pick<Account, 'partition' | 'id'>): Domain {
  const iam = (type: string) => ({ arns: [`arn:${partition}:iam::${id}:${type}/*`], alsoWithout: false });
  switch (kind) {
    case 'user':
    case 'group':
    case 'role':
    case 'policy':
    case 'saml-provider':
    case 'oidc-provider':
      return iam(kind);
    case 'trail':
      return { arns: [`arn:${partition}:cloudtrail:*:${id}:trail/*`], alsoWithout: false };
    case 'event-data-store':
      return { arns: [`arn:${partition}:cloudtrail:*:${id}:eventdatastore/*`], alsoWithout: false };
    case 'configuration':
      return { arns: [`arn:${partition}:config:*:${id}:*`], alsoWithout: true };
    case 'root':
      return { arns: [`arn:${partition}:iam::*:root`], alsoWithout: true };
    case 'organizations':
      return { arns: [`arn:${partition}:organizations::*`], alsoWithout: true };
    case 'account':
      return { arns: [`arn:${partition}:account::*`], alsoWithout: true };
    case 'sso':
      return { arns: [`arn:${partition}:sso:*`], alsoWithout: true };
    case 'identity-store':
      return { arns: [`arn:${partition}:identitystore:*`], alsoWithout: true };
  }
}

export interface Domain {
  /** Wildcards. No name of such a resource holds a colon: `arn:aws:iam::*:role/*` in a policy means no user. */
  readonly arns: readonly string[];
  readonly alsoWithout: boolean;
}

export { noResource };
