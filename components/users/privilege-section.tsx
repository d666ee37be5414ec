import { Section } from '#components/ui/section';
import type { PrincipalDetailView } from '#lib/present/views/principals';

/** Which statement of which policy decided, or why that is not known. */
export function PrivilegeSection({ user }: { user: PrincipalDetailView }) {
  if (user.privilegedBecause === null) return null;
  return (
    <Section id="d-privilege" level={3} title="Privilege">
      <p className={`rules soft py-2 wrap-any ${user.privileged === null ? 'ink-unk' : ''}`}>
        {user.privilegedBecause}
      </p>
    </Section>
  );
}
