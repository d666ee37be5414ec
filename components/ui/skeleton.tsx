/** Grey bars in the final layout, with a sentence for those who do not see them. Shown after 200 ms. */
export function SkeletonBar({ width = 'm' }: { width?: 's' | 'm' | 'l' | 'full' }) {
  return <span className={`sk sk-${width}`} aria-hidden="true" />;
}

export function SkeletonPage({ sentence }: { sentence: string }) {
  return (
    <div className="sk-page">
      <p className="sr" role="status">
        {sentence}
      </p>
      <div aria-hidden="true" className="stack">
        <SkeletonBar width="s" />
        <span className="sk sk-answer" />
        <div className="figures">
          {['a', 'b', 'c', 'd', 'e'].map((key) => (
            <div key={key} className="figure sk-figure">
              <SkeletonBar width="m" />
              <span className="sk sk-value" />
              <SkeletonBar width="full" />
            </div>
          ))}
        </div>
        {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
          <div key={key} className="sk-row">
            <SkeletonBar width="l" />
            <SkeletonBar width="s" />
            <SkeletonBar width="m" />
          </div>
        ))}
      </div>
    </div>
  );
}
