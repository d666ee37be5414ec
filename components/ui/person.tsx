/** A person by name; the colour (1–8, 0 for nobody) only repeats it. A ninth person repeats a colour with a ring. */
export function PersonName({ name, colour, ring = false }: { name: string | null; colour?: number; ring?: boolean }) {
  if (name === null) return <Nobody />;
  return (
    <span className={`who p${colour ?? 0} ${ring ? 'ring' : ''} ${colour ? '' : 'plain'}`}>
      {colour ? <i aria-hidden="true" /> : null}
      <span title={name}>{name}</span>
    </span>
  );
}

export function Nobody({ words = 'Nobody recorded' }: { words?: string }) {
  return (
    <span className="who p0">
      <i aria-hidden="true" />
      <span>{words}</span>
    </span>
  );
}
