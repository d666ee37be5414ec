/** Where a page of CloudTrail records lies: what the rows made of it point back to. */
export interface RecordPlace {
  /** The account that was read. */
  readonly accountId: string;
  readonly region: string;
  /** Evidence block of the page; the index of a record is its index in the given list. */
  readonly evidenceSha256: string;
}
