import { CodeBlock } from '#components/ui/code';
import { CopyButton } from '#components/ui/copy-button';
import { Icon, type IconName } from '#components/ui/icon';
import { Section } from '#components/ui/section';
import type { PrincipalDetailView } from '#lib/present/views/principals';

type Fix = PrincipalDetailView['fixes'][number];

const icons: Record<Fix['kind'], IconName> = { console: 'console', cli: 'term', terraform: 'tf', message: 'mail' };
const counts = ['No', 'One way', 'Two ways', 'Three ways', 'Four ways'];

/** Each says what it cannot do; one is open at a time. */
export function FixesSection({ fixes }: { fixes: Fix[] }) {
  return (
    <Section id="d-fixes" level={3} title={`${counts[fixes.length] ?? 'Ways'} to fix`}>
      <div>
        {fixes.map((fix, at) => (
          <details key={fix.kind} className="acc" name="fix" open={at === 0}>
            <summary>
              <Icon name={icons[fix.kind]} />
              {fix.title}
              <span className="chev">
                <Icon name="right" />
              </span>
            </summary>
            <div className="acc-body">
              <p>{fix.limits}</p>
              {fix.steps.length > 0 ? (
                <ol className="steps">
                  {fix.steps.map((step) => (
                    <li key={step}>{step}</li>
                  ))}
                </ol>
              ) : null}
              {fix.code ? <CodeBlock text={fix.code} name={fix.title} /> : null}
              {fix.href ? (
                <p className="actions">
                  <a className="link" href={fix.href} target="_blank" rel="noreferrer">
                    Open in the AWS console
                  </a>
                  <CopyButton text={fix.href} label="Copy link" />
                </p>
              ) : null}
            </div>
          </details>
        ))}
      </div>
    </Section>
  );
}
