import { sayCount } from './count.tsx';
import { Icon } from './icon.tsx';

/** Downloads exactly the rows the table shows. */
export function CsvLink({ href, rows }: { href: string; rows: number }) {
  const words = `Download ${rows === 1 ? 'this row' : `these ${sayCount(rows, 'row')}`} as CSV`;
  return (
    <a className="btn s icon" href={href} download aria-label={words} title={words}>
      <Icon name="download" small />
    </a>
  );
}
