import { KeyholderError } from '#lib/domain/keyholder-error';

/** Where this server answers, as far as a write is concerned. */
export interface OwnAddress {
  readonly port: number;
  readonly publicUrl: URL | null;
}

function ownHosts({ port, publicUrl }: OwnAddress): Set<string> {
  const hosts = ['localhost', '127.0.0.1', '[::1]'].flatMap((name) =>
    port === 80 ? [name, `${name}:80`] : [`${name}:${port}`],
  );
  return new Set(publicUrl ? [...hosts, publicUrl.host.toLowerCase()] : hosts);
}

/**
 * Refuses a write that another site's page could have sent. A browser always says where a write comes from (Origin, Sec-Fetch-Site);
 * a script says neither and is allowed.
 * @throws KeyholderError ORIGIN_REFUSED
 */
export function requireOwnOrigin(headers: Headers, own: OwnAddress): void {
  const hosts = ownHosts(own);
  if (!hosts.has((headers.get('host') ?? '').toLowerCase())) {
    throw new KeyholderError('ORIGIN_REFUSED', `This server answers to ${[...hosts][0]} only.`);
  }
  const site = headers.get('sec-fetch-site');
  if (site === 'cross-site' || site === 'same-site') {
    throw new KeyholderError(
      'ORIGIN_REFUSED',
      'This change was asked for by a page of another site. Open Keyholder itself and try again.',
    );
  }
  const origin = headers.get('origin');
  if (origin !== null && !isOwnOrigin(origin, own, hosts)) {
    throw new KeyholderError(
      'ORIGIN_REFUSED',
      `A change cannot be asked for from the origin "${origin.slice(0, 100)}".`,
    );
  }
}

function isOwnOrigin(origin: string, own: OwnAddress, hosts: Set<string>): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, host, origin: written } = new URL(origin);
  if (written !== origin.toLowerCase()) return false;
  if (own.publicUrl && host === own.publicUrl.host.toLowerCase()) return protocol === own.publicUrl.protocol;
  // A browser leaves out the port 80 in an origin.
  return protocol === 'http:' && (hosts.has(host) || hosts.has(`${host}:80`));
}
