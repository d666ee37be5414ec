'use client';
import { useAccountsInBoundary } from '#components/shell/frame';
import { FilterChip, SearchBox } from '#components/ui/filters';
import { useUrl } from '#components/ui/use-url';

export const fixFilterNames = ['accountId', 'privileged', 'exception', 'status', 'q'];

/** Whom to work on, and since when somebody done still stands in the list. */
export function FixFilters({ days, ranges }: { days: number; ranges: number[] }) {
  const url = useUrl();
  const accounts = useAccountsInBoundary();
  return (
    <>
      <SearchBox label="Search users to fix" placeholder="Name or id" />
      <FilterChip
        name="accountId"
        label="Account"
        options={accounts.map((account) => ({ value: account.id, label: account.name }))}
      />
      <FilterChip
        name="privileged"
        label="Privileged"
        single
        options={[
          { value: 'true', label: 'Yes' },
          { value: 'false', label: 'No' },
          { value: 'unknown', label: 'Unknown' },
        ]}
      />
      <FilterChip
        name="status"
        label="State"
        options={[
          { value: 'NON_COMPLIANT', label: 'Still without MFA' },
          { value: 'COMPLIANT', label: 'Done: has MFA' },
          { value: 'NOT_APPLICABLE', label: 'Done: no password' },
          { value: 'INSUFFICIENT_DATA', label: 'Not known' },
        ]}
      />
      <FilterChip
        name="exception"
        label="Accepted risk"
        single
        options={[
          { value: 'none', label: 'None' },
          { value: 'accepted', label: 'Accepted' },
          { value: 'expired', label: 'Expired' },
        ]}
      />
      <fieldset className="seg" aria-label="Done since">
        {ranges.map((range) => (
          <button
            key={range}
            type="button"
            aria-pressed={range === days}
            onClick={() => url.go({ days: range === 7 ? null : String(range) })}
          >
            {range === 1 ? 'Today' : `${range} days`}
          </button>
        ))}
      </fieldset>
    </>
  );
}
