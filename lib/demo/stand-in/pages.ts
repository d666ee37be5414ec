/** IAM's pages: `MaxItems` (1 to 1,000, by default 100), `Marker`, `IsTruncated`. */
import { type Call, validationError } from './operation.ts';
import { element } from './wire-answer.ts';

export interface IamPage<T> {
  readonly items: readonly T[];
  /** `<IsTruncated>` and, if there is more, `<Marker>`. */
  readonly xml: string;
}

const markerOf = (operation: string, index: number) => Buffer.from(`${operation}/${index}`).toString('base64url');

export function iamPage<T>({ request, state }: Call, all: readonly T[]): IamPage<T> {
  const asked = request.form.get('MaxItems');
  const maxItems = asked === null ? 100 : Number(asked);
  if (!Number.isInteger(maxItems) || maxItems < 1 || maxItems > 1_000) {
    throw validationError(
      `1 validation error detected: Value '${asked}' at 'maxItems' failed to satisfy constraint: Member must have value between 1 and 1000`,
    );
  }
  const marker = request.form.get('Marker');
  let start = 0;
  if (marker !== null) {
    const [operation, index] = Buffer.from(marker, 'base64url').toString().split('/');
    start = Number(index);
    if (operation !== request.operation || !Number.isInteger(start) || start < 1)
      throw validationError('Invalid Marker.');
  }
  const end = start + Math.min(maxItems, state.limits.pageSize ?? maxItems);
  const truncated = end < all.length;
  return {
    items: all.slice(start, end),
    xml: element('IsTruncated', truncated) + (truncated ? element('Marker', markerOf(request.operation, end)) : ''),
  };
}
