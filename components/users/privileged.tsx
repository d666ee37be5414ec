/** Undecided privilege counts as privileged in the order of work, and is said to be undecided. */
export function Privileged({ value }: { value: boolean | null }) {
  if (value === null) return <span className="ink-unk">Unknown</span>;
  return value ? <b className="med">Yes</b> : <span className="t3">No</span>;
}
