import { describe, expect, it } from 'vitest';
import { nextSort, readSort } from './column.ts';

describe('sorting in the URL', () => {
  it('reads a field and its direction', () => {
    expect(readSort('userName')).toEqual({ field: 'userName', direction: 'ascending' });
    expect(readSort('-failingSince')).toEqual({ field: 'failingSince', direction: 'descending' });
    expect(readSort(null)).toBeNull();
  });

  it('goes from ascending to descending to the table’s own order, press by press', () => {
    const presses = [null, 'status', '-status'].map((sort) => nextSort('status', sort));
    expect(presses).toEqual(['status', '-status', null]);
    expect(nextSort('userName', '-status')).toBe('userName');
  });
});
