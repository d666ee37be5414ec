import type { IconName } from './icon-sprite.tsx';

export type { IconName };

/** A drawing beside a word. It is never the only carrier of a meaning, hence hidden from screen readers. */
export function Icon({ name, small = false, className = '' }: { name: IconName; small?: boolean; className?: string }) {
  return (
    <svg className={`i ${small ? 'i-s' : ''} ${className}`} aria-hidden="true" focusable="false">
      <use href={`#i-${name}`} />
    </svg>
  );
}
