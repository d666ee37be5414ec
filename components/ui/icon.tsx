import type { IconName } from './icon-names.ts';
import sprite from './icons.svg';

export type { IconName };

const file: string = sprite.src;

/**
 * A drawing beside a word, out of one file that the browser keeps: a page of a hundred rows carries references, not drawings.
 * It is never the only carrier of a meaning, hence hidden from screen readers.
 */
export function Icon({ name, small = false, className = '' }: { name: IconName; small?: boolean; className?: string }) {
  return (
    <svg className={`i ${small ? 'i-s' : ''} ${className}`} aria-hidden="true" focusable="false">
      <use href={`${file}#${name}`} />
    </svg>
  );
}
