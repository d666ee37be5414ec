import { Section } from '#components/ui/section';
import { Time } from '#components/ui/time';
import type { PrincipalDetailView } from '#lib/present/views/principals';

/** What each source said of this user, and when that was true: where they disagree, it shows. */
export function SourcesSection({ user }: { user: PrincipalDetailView }) {
  const tags = Object.entries(user.tags);
  return (
    <Section id="d-sources" level={3} title="What AWS said">
      <dl className="kv rules soft py-2">
        {user.sources.map((source) => (
          <div key={source.label} className="contents">
            <dt>{source.label}</dt>
            <dd>
              <span className={source.outcome === 'collected' ? '' : source.outcome === 'not-asked' ? 't3' : 'ink-unk'}>
                {source.says}
              </span>{' '}
              {source.at ? (
                <span className="small t3">
                  <Time at={source.at} />
                </span>
              ) : null}
            </dd>
          </div>
        ))}
        {tags.map(([name, value]) => (
          <div key={`tag-${name}`} className="contents">
            <dt>Tag {name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
