'use client';
import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import { sayNumber } from '#components/ui/count';
import { Icon } from '#components/ui/icon';
import { Meter } from '#components/ui/meter';
import { useFrame } from './frame.tsx';
import { type PageEntry, pageGroups, withScope } from './pages.tsx';

/** Navigation; at 390 px the same element is a popover behind the menu button. */
export function Nav() {
  const frame = useFrame();
  const closeMenu = () => {
    const nav = document.getElementById('nav');
    if (nav?.matches(':popover-open')) nav.hidePopover();
  };
  return (
    <nav id="nav" className="nav" aria-label="Main" popover="auto">
      <Link className="brand" href="/" aria-label="Keyholder, overview" prefetch={false} onClick={closeMenu}>
        <KeyMark />
        <span>Keyholder</span>
      </Link>
      {pageGroups.map((group) => (
        <div key={group.title} className="nav-group">
          <div className="nav-head">{group.title}</div>
          {group.pages.map((page) => (
            <NavItem key={page.href} page={page} onClick={closeMenu} />
          ))}
        </div>
      ))}
      <div className="nav-foot">
        <SourceMeter />
        <div className="viewer">
          <span className="initials" aria-hidden="true">
            {initials(frame.viewer)}
          </span>
          <div className="min-w-0">
            <div className="med clip" title={frame.viewer}>
              {frame.viewer}
            </div>
            <div className="t3">Viewer on this machine</div>
          </div>
        </div>
      </div>
    </nav>
  );
}

function NavItem({ page, onClick }: { page: PageEntry; onClick: () => void }) {
  const pathname = usePathname();
  const params = useSearchParams();
  const { badges } = useFrame();
  const count = page.badge ? badges[page.badge] : 0;
  const current = page.href === '/' ? pathname === '/' : pathname.startsWith(page.href);
  const words = page.badgeWords ? `${sayNumber(count)} ${page.badgeWords[count === 1 ? 0 : 1]}` : '';
  return (
    <Link
      className="item"
      href={withScope(page.href, new URLSearchParams(params))}
      aria-current={current ? 'page' : undefined}
      title={count > 0 ? `${page.name}: ${words}` : page.name}
      prefetch={false}
      onClick={onClick}
    >
      <Icon name={page.icon} />
      <span className="w">{page.name}</span>
      {count > 0 ? (
        <span className={`count ${page.badgeTone}`}>
          <span aria-hidden="true">{sayNumber(count)}</span>
          <span className="sr">, {words}</span>
        </span>
      ) : null}
    </Link>
  );
}

/** How much of what should be read was read; hatched where it was not. */
function SourceMeter() {
  const { sources } = useFrame();
  if (sources.of === 0) return <div className="readout">Nothing read yet</div>;
  const notRead = [
    sources.denied > 0 ? `${sayNumber(sources.denied)} denied` : '',
    sources.failed > 0 ? `${sayNumber(sources.failed)} failed` : '',
  ].filter(Boolean);
  const sentence = `${sayNumber(sources.read)} of ${sayNumber(sources.of)} sources read`;
  return (
    <div className="readout">
      <span>{sentence}</span>
      <Meter
        label={[sentence, ...notRead].join(', ')}
        segments={[
          { kind: 'acc', n: sources.read },
          { kind: 'unk', n: sources.denied + sources.failed },
          { kind: 'rest', n: Math.max(0, sources.of - sources.read - sources.denied - sources.failed) },
        ]}
      />
      <span className="t3">{notRead.length > 0 ? notRead.join(', ') : 'None denied, none failed'}</span>
    </div>
  );
}

export function KeyMark() {
  return (
    <svg viewBox="0 0 26 20" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" aria-hidden="true">
      <circle cx="5.5" cy="10" r="3.7" />
      <path d="M9.2 10H25" />
      <path d="M16 10v4.2M21.5 10v3" />
      <circle cx="13" cy="10" r="2" fill="currentColor" stroke="var(--surface-0)" strokeWidth="1.2" />
    </svg>
  );
}

function initials(name: string): string {
  const parts = name
    .replace(/^[a-z]+:/, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  return parts
    .slice(0, 2)
    .map((part) => [...part][0]?.toUpperCase() ?? '')
    .join('');
}
