'use client';
import { type ReactNode, useEffect, useRef, useState } from 'react';

/**
 * The rows of one page. Far from the window they give way to one row of the same height, so that 20,000 rows weigh as much
 * as a few hundred. (`content-visibility` cannot: containment does not apply to rows of a table.)
 */
export function TablePage(props: { columns: number; mayRest: boolean; children: ReactNode }) {
  const body = useRef<HTMLTableSectionElement>(null);
  const height = useRef(0);
  const [resting, setResting] = useState(false);

  useEffect(() => {
    const node = body.current;
    if (!node || !props.mayRest) return;
    const watch = new IntersectionObserver(
      (changes) => {
        const entry = changes.at(-1);
        if (!entry) return;
        if (!entry.isIntersecting && entry.boundingClientRect.height > 0)
          height.current = entry.boundingClientRect.height;
        setResting(!entry.isIntersecting);
      },
      { rootMargin: '1600px 0px' },
    );
    watch.observe(node);
    const wake = () => setResting(false);
    window.addEventListener('beforeprint', wake);
    return () => {
      watch.disconnect();
      window.removeEventListener('beforeprint', wake);
    };
  }, [props.mayRest]);

  return (
    <tbody ref={body}>
      {resting ? (
        <tr>
          <td
            colSpan={props.columns}
            ref={(cell) => {
              if (cell) cell.style.height = `${height.current}px`;
            }}
          />
        </tr>
      ) : (
        props.children
      )}
    </tbody>
  );
}
