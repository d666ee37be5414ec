import { ExceptionMark } from '#components/ui/exception-mark';
import { Section } from '#components/ui/section';
import { StatusBadge, statusWords } from '#components/ui/status';
import { Time } from '#components/ui/time';
import { complianceStatuses } from '#lib/domain/compliance-status';
import type { CheckView, EvidenceRefView } from '#lib/present/views/common';

/** Each question with its answer, the sentence that explains it, and what it rests on. */
export function ChecksSection({ checks }: { checks: CheckView[] }) {
  const counts = complianceStatuses
    .map((status) => ({ status, n: checks.filter((one) => one.status === status).length }))
    .filter(({ n }) => n > 0)
    .map(({ status, n }) => `${n} ${statusWords[status].toLowerCase()}`);
  return (
    <Section id="d-checks" level={3} title="Checks" note={counts.join(', ')}>
      <ul>
        {checks.map((check) => (
          <li key={check.checkId} className="check">
            <div>
              <div className="med wrap-any" title={check.title}>
                {check.checkId}
              </div>
              <div className="t2">{check.reason}</div>
              {check.missing.length > 0 ? (
                <div className="small ink-unk">
                  Missing: <code>{check.missing.join(', ')}</code>
                </div>
              ) : null}
              {check.lastKnown ? (
                <div className="small t3">
                  Last known: {statusWords[check.lastKnown.status].toLowerCase()}, <Time at={check.lastKnown.at} />
                </div>
              ) : null}
              <div className="evid">
                {check.evidence.map((one) => (
                  <EvidenceLink key={`${one.label}-${one.at}-${one.sha256}`} evidence={one} />
                ))}
              </div>
            </div>
            <div className="text-right">
              <StatusBadge status={check.status} />
              {check.exception ? (
                <div>
                  <ExceptionMark mark={check.exception} />
                </div>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Down to what AWS answered. Where only the absence of an answer is the evidence, there is nothing to open. */
function EvidenceLink({ evidence }: { evidence: EvidenceRefView }) {
  const said = (
    <>
      {evidence.label} {evidence.at ? <Time at={evidence.at} form="row" /> : null}
    </>
  );
  if (evidence.sha256 === null) return <span>{said}</span>;
  return (
    <a
      href={`/api/v1/evidence/${evidence.sha256}`}
      target="_blank"
      rel="noreferrer"
      title={`SHA-256 ${evidence.sha256}`}
    >
      {said}
    </a>
  );
}
