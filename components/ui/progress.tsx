import { Meter } from './meter.tsx';

/** Long work: a sentence, how far, and that it can be left and found again. */
export function Progress(props: { sentence: string; done: number; of: number; withoutData?: number }) {
  const without = props.withoutData ?? 0;
  return (
    <div className="progress" role="status">
      <div className="row between">
        <span className="med">{props.sentence}</span>
        <span className="small t3">
          {props.done} of {props.of}
        </span>
      </div>
      <Meter
        label={`${props.done} of ${props.of} done`}
        segments={[
          { kind: 'acc', n: props.done - without },
          { kind: 'unk', n: without },
          { kind: 'rest', n: Math.max(0, props.of - props.done) },
        ]}
        tall
      />
      <span className="small t3">You can leave this page; it goes on.</span>
    </div>
  );
}
