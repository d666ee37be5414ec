/** Row types of the tables in migrations/. They stay inside store/: what leaves are the nouns of domain/. */

import type { OrganizationStatus, Partition } from '#lib/domain/account';
import type { CollectionStatus, Outcome, SourceId } from '#lib/domain/collection';
import type { CheckId, ComplianceStatus } from '#lib/domain/compliance-status';
import type { AttributionBasis, AttributionState, LifecycleEventName, LoginIdentity } from '#lib/domain/console-login';
import type { DailyCountName } from '#lib/domain/daily-count';
import type { DeviceSighting } from '#lib/domain/device-sighting';
import type { FactSourceId } from '#lib/domain/facts';
import type { MfaDeviceType, Strength } from '#lib/domain/mfa-device';
import type { SharedBecause } from '#lib/domain/person';
import type { Presence, PrincipalKind } from '#lib/domain/principal';
import type { RootState } from '#lib/domain/root-state';

type Flag = 0 | 1;

export interface Schema {
  connections: {
    id: string;
    partition: Partition;
    region: string;
    profile: string | null;
    role_name: string | null;
    external_id: string | null;
    caller_arn: string | null;
    caller_account_id: string | null;
    organization_id: string | null;
    /** `unasked`, `ready`, or `error`. */
    state: 'unasked' | 'ready' | 'error';
    error: string | null;
    checked_at: number | null;
  };
  settings: {
    name: string;
    /** JSON. */
    value: string;
    changed_at: number;
    changed_by: string;
  };
  accounts: {
    id: string;
    connection_id: string;
    partition: Partition;
    name: string;
    organization_status: OrganizationStatus;
    is_management: Flag | null;
    first_seen_at: number;
    last_seen_at: number;
    snapshot_id: string | null;
    sealed_at: number | null;
    oldest_source_at: number | null;
  };
  collections: {
    id: string;
    status: CollectionStatus;
    trigger_kind: 'first' | 'schedule' | 'request' | 'command-line';
    account_ids: string | null;
    requested_by: string;
    started_at: number;
    finished_at: number | null;
    heartbeat_at: number;
    error: string | null;
  };
  source_outcomes: {
    collection_id: string;
    account_id: string;
    source: SourceId;
    region: string;
    /** `waiting`, `running`, or the outcome: `collected`, `partial`, `denied`, `failed`. */
    state: 'waiting' | 'running' | Outcome;
    action: string | null;
    error: string | null;
    attempted: number;
    succeeded: number;
    failure_count: number;
    failures: string;
    /** How many subjects are to be asked, once known: for progress. */
    expected: number | null;
    from_at: number | null;
    to_at: number | null;
    updated_at: number;
  };
  leases: { account_id: string; holder: string; number: number; expires_at: number };
  jobs: {
    id: string;
    kind: 'collect' | 'recheck' | 'attribute';
    subject: string | null;
    args: string;
    state: 'queued' | 'running' | 'done' | 'failed';
    result: string | null;
    error: string | null;
    requested_by: string;
    requested_at: number;
    claimed_by: string | null;
    started_at: number | null;
    finished_at: number | null;
  };
  workers: { id: string; started_at: number; seen_at: number; state: string };
  evidence: {
    sha256: string;
    account_id: string;
    source: string;
    region: string;
    collection_id: string | null;
    calls: number;
    first_at: number;
    last_at: number;
    size: number;
    body: Uint8Array;
  };
  staged_facts: {
    collection_id: string;
    account_id: string;
    source: FactSourceId;
    chunk: number;
    body: Uint8Array;
    evidence_sha256: string | null;
    committed_at: number;
  };
  snapshot_blocks: { sha256: string; body: Uint8Array };
  snapshots: {
    id: string;
    account_id: string;
    collection_id: string;
    sealed_at: number;
    role_outcome: Outcome;
    manifest: string;
  };
  overlays: {
    id: string;
    account_id: string;
    principal_id: string;
    read_at: number;
    body: Uint8Array;
    evidence_sha256: string;
    requested_by: string;
  };
  console_logins: {
    account_id: string;
    event_id: string;
    time: number;
    region: string;
    identity: LoginIdentity;
    principal_id: string | null;
    unique_id: string | null;
    user_name: string | null;
    arn: string | null;
    outcome: 'success' | 'failure';
    error_message: string | null;
    mfa_used: Flag | null;
    mfa_identifier: string | null;
    source_ip: string;
    user_agent: string;
    provider: string | null;
    evidence_sha256: string;
    evidence_index: number;
    content_sha256: string;
    recorded_at: number;
  };
  role_switches: {
    account_id: string;
    event_id: string;
    time: number;
    region: string;
    switched_from: string | null;
    role_arn: string | null;
    source_ip: string;
    user_agent: string;
    evidence_sha256: string;
    evidence_index: number;
    content_sha256: string;
    recorded_at: number;
  };
  lifecycle_events: {
    account_id: string;
    event_id: string;
    time: number;
    region: string;
    name: LifecycleEventName;
    user_name: string | null;
    new_user_name: string | null;
    unique_id: string | null;
    serial_number: string | null;
    actor_arn: string | null;
    error_code: string | null;
    evidence_sha256: string;
    evidence_index: number;
    content_sha256: string;
    recorded_at: number;
  };
  event_coverage: {
    account_id: string;
    region: string;
    event_name: string;
    from_at: number;
    to_at: number;
    collection_id: string;
    recorded_at: number;
  };
  /** `event_coverage` with overlapping and touching spans as one, kept in step with it: a year of daily runs is one row, not hundreds. */
  covered_spans: { account_id: string; region: string; event_name: string; from_at: number; to_at: number };
  unreadable_records: {
    id: string;
    account_id: string;
    source: string;
    region: string;
    place: string;
    reason: string;
    raw: Uint8Array;
    collection_id: string | null;
    recorded_at: number;
  };
  people: {
    id: string;
    name: string;
    email: string;
    email_lower: string;
    left_at: number | null;
    recorded_at: number;
    recorded_by: string;
  };
  custodies: {
    id: string;
    account_id: string;
    principal_id: string;
    serial_number: string;
    device_instance_id: string;
    person_id: string;
    valid_from: number;
    valid_to: number | null;
    recorded_at: number;
    recorded_by: string;
    reason: string;
  };
  custody_ends: {
    id: string;
    custody_id: string;
    at: number;
    reason: string;
    recorded_at: number;
    recorded_by: string;
  };
  shared_account_decisions: {
    id: string;
    account_id: string;
    principal_id: string;
    decision: 'declared' | 'dismissed';
    justification: string;
    recorded_at: number;
    recorded_by: string;
  };
  boundaries: {
    id: string;
    name: string;
    justification: string;
    account_ids: string;
    recorded_at: number;
    recorded_by: string;
  };
  exceptions: {
    id: string;
    account_id: string;
    principal_id: string;
    user_name: string;
    check_id: CheckId;
    owner: string;
    reason: string;
    expires_at: number;
    recorded_at: number;
    recorded_by: string;
  };
  audit_log: { sequence: number; at: number; actor: string; action: string; subject: string; detail: string };
  principals: {
    id: string;
    account_id: string;
    kind: PrincipalKind;
    user_name: string;
    /** Lower-cased: user name, former names, account id, unique id, with line feeds between them. */
    search: string;
    arn: string;
    unique_id: string;
    created_at: number | null;
    presence: Presence;
    previous_names: string;
    console: Flag | null;
    active_keys: number | null;
    privileged: Flag | null;
    status: ComplianceStatus;
    /** Index into complianceStatuses: worst first. */
    status_rank: number;
    reason: string;
    strength: Strength;
    devices_complete: Flag;
    slots_used: number | null;
    shared_because: SharedBecause;
    tags: string;
    failing_since: number | null;
    last_login_at: number | null;
    last_login_serial: string | null;
    last_login_mfa: Flag | null;
    root_state: RootState | null;
    /** JSON of a PrincipalDetail (domain/principal-detail.ts): what the drawer and the root card show beside the columns. */
    detail: string;
    read_at: number | null;
  };
  mfa_devices: {
    account_id: string;
    serial_number: string;
    /** Empty text for an orphan: an unassigned virtual device. */
    principal_id: string;
    type: MfaDeviceType;
    enabled_at: number | null;
    levels: string | null;
    levels_captured_at: number | null;
    instance_id: string | null;
    last_used_at: number | null;
  };
  device_sightings: {
    principal_id: string;
    serial_number: string;
    /** 0 where AWS gave no time. */
    enabled_at: number;
    account_id: string;
    source: DeviceSighting['source'];
    first_seen_at: number;
    last_seen_at: number;
    absent_at: number | null;
  };
  device_instances: {
    id: string;
    account_id: string;
    principal_id: string;
    serial_number: string;
    type: MfaDeviceType;
    from_earliest: number | null;
    from_latest: number | null;
    until_earliest: number | null;
    until_latest: number | null;
    ended: Flag;
    removed_by: string | null;
    sources: string;
  };
  check_results: {
    principal_id: string;
    check_id: CheckId;
    account_id: string;
    status: ComplianceStatus;
    reason: string;
    evidence: string;
    missing: string;
    last_known_status: ComplianceStatus | null;
    last_known_at: number | null;
    judged_at: number;
  };
  login_attributions: {
    account_id: string;
    event_id: string;
    time: number;
    principal_id: string | null;
    shared: Flag;
    outcome: 'success' | 'failure';
    identity: LoginIdentity;
    mfa_used: Flag | null;
    state: AttributionState;
    basis: AttributionBasis | null;
    serial_number: string | null;
    device_type: MfaDeviceType | null;
    instance_id: string | null;
    enabled_at: number | null;
    removed_at: number | null;
    person_id: string | null;
    person_name: string | null;
    custody_id: string | null;
    reason: string;
    flags: string;
    /** Lower-cased, with line feeds between: user name, address, Region, provider, person's name, serial number, event id. */
    search: string;
  };
  status_intervals: {
    principal_id: string;
    check_id: CheckId;
    account_id: string;
    status: ComplianceStatus;
    from_at: number;
    to_at: number | null;
  };
  /** Per account and UTC day; what is counted and when it is written: domain/daily-count.ts. */
  daily_counts: { day: string; account_id: string; name: DailyCountName; n: number };
}
