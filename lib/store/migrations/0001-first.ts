import { type Kysely, type Migration, sql } from 'kysely';
import type { Engine } from '../read-store.ts';

/**
 * Portable between SQLite and PostgreSQL: TEXT, INTEGER for flags, BIGINT for milliseconds, BYTEA for bytes (SQLite keeps
 * blobs in it as they are). Ids are made by the program. JSON lies in TEXT. See docs/architecture.md for which tables are immutable.
 */
const statements = [
  `CREATE TABLE connections (id TEXT PRIMARY KEY, partition TEXT NOT NULL, region TEXT NOT NULL, profile TEXT, role_name TEXT, external_id TEXT,
    caller_arn TEXT, caller_account_id TEXT, organization_id TEXT, state TEXT NOT NULL, error TEXT, checked_at BIGINT)`,
  `CREATE TABLE accounts (id TEXT PRIMARY KEY, connection_id TEXT NOT NULL REFERENCES connections(id), partition TEXT NOT NULL, name TEXT NOT NULL,
    organization_status TEXT, is_management INTEGER, first_seen_at BIGINT NOT NULL, last_seen_at BIGINT NOT NULL,
    snapshot_id TEXT, sealed_at BIGINT, oldest_source_at BIGINT)`,

  // Runs
  `CREATE TABLE collections (id TEXT PRIMARY KEY, status TEXT NOT NULL, trigger_kind TEXT NOT NULL, account_ids TEXT, requested_by TEXT NOT NULL,
    started_at BIGINT NOT NULL, finished_at BIGINT, heartbeat_at BIGINT NOT NULL, error TEXT)`,
  'CREATE INDEX collections_started ON collections (started_at, id)',
  // At most one run at a time, whoever starts it.
  "CREATE UNIQUE INDEX collections_running ON collections (status) WHERE status = 'running'",
  `CREATE TABLE source_outcomes (collection_id TEXT NOT NULL REFERENCES collections(id), account_id TEXT NOT NULL, source TEXT NOT NULL, region TEXT NOT NULL,
    state TEXT NOT NULL, action TEXT, error TEXT, attempted INTEGER NOT NULL, succeeded INTEGER NOT NULL, failure_count INTEGER NOT NULL, failures TEXT NOT NULL,
    expected INTEGER, from_at BIGINT, to_at BIGINT, updated_at BIGINT NOT NULL, PRIMARY KEY (collection_id, account_id, source, region))`,
  'CREATE TABLE leases (account_id TEXT PRIMARY KEY, holder TEXT NOT NULL, number INTEGER NOT NULL, expires_at BIGINT NOT NULL)',
  `CREATE TABLE jobs (id TEXT PRIMARY KEY, kind TEXT NOT NULL, subject TEXT, args TEXT NOT NULL, state TEXT NOT NULL, result TEXT, error TEXT,
    requested_by TEXT NOT NULL, requested_at BIGINT NOT NULL, claimed_by TEXT, started_at BIGINT, finished_at BIGINT)`,
  'CREATE INDEX jobs_state ON jobs (state, requested_at)',
  'CREATE TABLE workers (id TEXT PRIMARY KEY, started_at BIGINT NOT NULL, seen_at BIGINT NOT NULL, state TEXT NOT NULL)',

  // Immutable: what AWS answered, and facts made of it
  `CREATE TABLE evidence (sha256 TEXT PRIMARY KEY, account_id TEXT NOT NULL, source TEXT NOT NULL, region TEXT NOT NULL, collection_id TEXT,
    calls INTEGER NOT NULL, first_at BIGINT NOT NULL, last_at BIGINT NOT NULL, size INTEGER NOT NULL, body BYTEA NOT NULL)`,
  `CREATE TABLE staged_facts (collection_id TEXT NOT NULL, account_id TEXT NOT NULL, source TEXT NOT NULL, chunk INTEGER NOT NULL, body BYTEA NOT NULL,
    evidence_sha256 TEXT, committed_at BIGINT NOT NULL, PRIMARY KEY (collection_id, account_id, source, chunk))`,
  'CREATE TABLE snapshot_blocks (sha256 TEXT PRIMARY KEY, body BYTEA NOT NULL)',
  `CREATE TABLE snapshots (id TEXT PRIMARY KEY, account_id TEXT NOT NULL, collection_id TEXT NOT NULL, sealed_at BIGINT NOT NULL, role_outcome TEXT NOT NULL,
    manifest TEXT NOT NULL)`,
  'CREATE UNIQUE INDEX snapshots_account ON snapshots (account_id, sealed_at, id)',
  'CREATE UNIQUE INDEX snapshots_collection ON snapshots (account_id, collection_id)',
  `CREATE TABLE overlays (id TEXT PRIMARY KEY, account_id TEXT NOT NULL, principal_id TEXT NOT NULL, read_at BIGINT NOT NULL, body BYTEA NOT NULL,
    evidence_sha256 TEXT NOT NULL, requested_by TEXT NOT NULL)`,
  'CREATE INDEX overlays_principal ON overlays (principal_id, read_at)',
  'CREATE INDEX overlays_account ON overlays (account_id, read_at)',
  `CREATE TABLE console_logins (account_id TEXT NOT NULL, event_id TEXT NOT NULL, time BIGINT NOT NULL, region TEXT NOT NULL, identity TEXT NOT NULL,
    principal_id TEXT, unique_id TEXT, user_name TEXT, arn TEXT, outcome TEXT NOT NULL, error_message TEXT, mfa_used INTEGER, mfa_identifier TEXT,
    source_ip TEXT NOT NULL, user_agent TEXT NOT NULL, provider TEXT, evidence_sha256 TEXT NOT NULL, evidence_index INTEGER NOT NULL, content_sha256 TEXT NOT NULL,
    recorded_at BIGINT NOT NULL, PRIMARY KEY (account_id, event_id))`,
  'CREATE INDEX console_logins_principal ON console_logins (principal_id, time, event_id)',
  'CREATE INDEX console_logins_account ON console_logins (account_id, time, event_id, principal_id)',
  `CREATE TABLE role_switches (account_id TEXT NOT NULL, event_id TEXT NOT NULL, time BIGINT NOT NULL, region TEXT NOT NULL, switched_from TEXT, role_arn TEXT,
    source_ip TEXT NOT NULL, user_agent TEXT NOT NULL, evidence_sha256 TEXT NOT NULL, evidence_index INTEGER NOT NULL, content_sha256 TEXT NOT NULL, recorded_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, event_id))`,
  'CREATE INDEX role_switches_from ON role_switches (switched_from, time)',
  `CREATE TABLE lifecycle_events (account_id TEXT NOT NULL, event_id TEXT NOT NULL, time BIGINT NOT NULL, region TEXT NOT NULL, name TEXT NOT NULL,
    user_name TEXT, new_user_name TEXT, unique_id TEXT, serial_number TEXT, actor_arn TEXT, error_code TEXT, evidence_sha256 TEXT NOT NULL,
    evidence_index INTEGER NOT NULL, content_sha256 TEXT NOT NULL, recorded_at BIGINT NOT NULL, PRIMARY KEY (account_id, event_id))`,
  'CREATE INDEX lifecycle_events_time ON lifecycle_events (account_id, time, event_id)',
  'CREATE INDEX role_switches_time ON role_switches (account_id, time, event_id)',
  `CREATE TABLE event_coverage (account_id TEXT NOT NULL, region TEXT NOT NULL, event_name TEXT NOT NULL, from_at BIGINT NOT NULL, to_at BIGINT NOT NULL,
    collection_id TEXT NOT NULL, recorded_at BIGINT NOT NULL, PRIMARY KEY (account_id, region, event_name, from_at, to_at))`,
  'CREATE TABLE covered_spans (account_id TEXT NOT NULL, region TEXT NOT NULL, event_name TEXT NOT NULL, from_at BIGINT NOT NULL, to_at BIGINT NOT NULL, PRIMARY KEY (account_id, region, event_name, from_at))',
  `CREATE TABLE unreadable_records (id TEXT PRIMARY KEY, account_id TEXT NOT NULL, source TEXT NOT NULL, region TEXT NOT NULL, place TEXT NOT NULL, reason TEXT NOT NULL,
    raw BYTEA NOT NULL, collection_id TEXT, recorded_at BIGINT NOT NULL)`,

  // Immutable: what people told us
  'CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL, email_lower TEXT NOT NULL UNIQUE, left_at BIGINT, recorded_at BIGINT NOT NULL, recorded_by TEXT NOT NULL)',
  `CREATE TABLE custodies (id TEXT PRIMARY KEY, account_id TEXT NOT NULL, principal_id TEXT NOT NULL, serial_number TEXT NOT NULL, device_instance_id TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people(id), valid_from BIGINT NOT NULL, valid_to BIGINT, recorded_at BIGINT NOT NULL, recorded_by TEXT NOT NULL, reason TEXT NOT NULL)`,
  'CREATE INDEX custodies_principal ON custodies (principal_id, valid_from)',
  `CREATE TABLE custody_ends (id TEXT PRIMARY KEY, custody_id TEXT NOT NULL REFERENCES custodies(id), at BIGINT NOT NULL, reason TEXT NOT NULL,
    recorded_at BIGINT NOT NULL, recorded_by TEXT NOT NULL)`,
  'CREATE INDEX custody_ends_custody ON custody_ends (custody_id, at)',
  `CREATE TABLE shared_account_decisions (id TEXT PRIMARY KEY, account_id TEXT NOT NULL, principal_id TEXT NOT NULL, decision TEXT NOT NULL, justification TEXT NOT NULL,
    recorded_at BIGINT NOT NULL, recorded_by TEXT NOT NULL)`,
  'CREATE INDEX shared_account_decisions_principal ON shared_account_decisions (principal_id, recorded_at)',
  `CREATE TABLE boundaries (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, justification TEXT NOT NULL, account_ids TEXT NOT NULL, recorded_at BIGINT NOT NULL, recorded_by TEXT NOT NULL)`,
  'CREATE TABLE audit_log (sequence BIGINT PRIMARY KEY, at BIGINT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL)',

  // Projections: can be made again from the above (keyholder rebuild)
  `CREATE TABLE principals (id TEXT PRIMARY KEY, account_id TEXT NOT NULL, kind TEXT NOT NULL, user_name TEXT NOT NULL, search TEXT NOT NULL, arn TEXT NOT NULL, unique_id TEXT NOT NULL,
    created_at BIGINT, presence TEXT NOT NULL, previous_names TEXT NOT NULL, console INTEGER, active_keys INTEGER, privileged INTEGER, status TEXT NOT NULL, status_rank INTEGER NOT NULL,
    reason TEXT NOT NULL, strength TEXT NOT NULL, devices_complete INTEGER NOT NULL, slots_used INTEGER, shared_because TEXT, tags TEXT NOT NULL,
    failing_since BIGINT, last_login_at BIGINT, last_login_serial TEXT, last_login_mfa INTEGER, root_state TEXT, detail TEXT NOT NULL, read_at BIGINT)`,
  'CREATE INDEX principals_list ON principals (kind, status_rank, user_name, id, account_id, presence, status, console)',
  'CREATE INDEX principals_account ON principals (account_id, kind)',
  `CREATE TABLE mfa_devices (account_id TEXT NOT NULL, serial_number TEXT NOT NULL, principal_id TEXT NOT NULL, type TEXT NOT NULL, enabled_at BIGINT, levels TEXT,
    levels_captured_at BIGINT, instance_id TEXT, last_used_at BIGINT, PRIMARY KEY (account_id, serial_number, principal_id))`,
  'CREATE INDEX mfa_devices_principal ON mfa_devices (principal_id)',
  `CREATE TABLE device_sightings (principal_id TEXT NOT NULL, serial_number TEXT NOT NULL, enabled_at BIGINT NOT NULL, account_id TEXT NOT NULL, source TEXT NOT NULL,
    first_seen_at BIGINT NOT NULL, last_seen_at BIGINT NOT NULL, absent_at BIGINT, PRIMARY KEY (principal_id, serial_number, enabled_at, source))`,
  `CREATE TABLE device_instances (id TEXT PRIMARY KEY, account_id TEXT NOT NULL, principal_id TEXT NOT NULL, serial_number TEXT NOT NULL, type TEXT NOT NULL,
    from_earliest BIGINT, from_latest BIGINT, until_earliest BIGINT, until_latest BIGINT, ended INTEGER NOT NULL, removed_by TEXT, sources TEXT NOT NULL)`,
  'CREATE INDEX device_instances_principal ON device_instances (principal_id)',
  `CREATE TABLE check_results (principal_id TEXT NOT NULL, check_id TEXT NOT NULL, account_id TEXT NOT NULL, status TEXT NOT NULL, reason TEXT NOT NULL, evidence TEXT NOT NULL,
    missing TEXT NOT NULL, last_known_status TEXT, last_known_at BIGINT, judged_at BIGINT NOT NULL, PRIMARY KEY (principal_id, check_id))`,
  `CREATE TABLE login_attributions (account_id TEXT NOT NULL, event_id TEXT NOT NULL, time BIGINT NOT NULL, principal_id TEXT, shared INTEGER NOT NULL, outcome TEXT NOT NULL,
    identity TEXT NOT NULL, mfa_used INTEGER, state TEXT NOT NULL, basis TEXT, serial_number TEXT, device_type TEXT, instance_id TEXT, enabled_at BIGINT, removed_at BIGINT,
    person_id TEXT, person_name TEXT, custody_id TEXT, reason TEXT NOT NULL, flags TEXT NOT NULL, search TEXT NOT NULL, PRIMARY KEY (account_id, event_id))`,
  // Lists filter within the index, in the order of the list, and read only the rows of their page: hence the columns after event_id.
  'CREATE INDEX login_attributions_time ON login_attributions (time, event_id, account_id, shared, state, search)',
  'CREATE INDEX login_attributions_state ON login_attributions (state, time, event_id, account_id, shared)',
  'CREATE INDEX login_attributions_account ON login_attributions (account_id, time, event_id, state, shared)',
  'CREATE INDEX login_attributions_principal ON login_attributions (principal_id, time, event_id, state, basis, instance_id, person_id)',
  'CREATE INDEX login_attributions_shared ON login_attributions (time, event_id, account_id, state) WHERE shared = 1',
  'CREATE INDEX login_attributions_shared_state ON login_attributions (state, time, event_id, account_id) WHERE shared = 1',
  // Few sign-ins name a person, a device or an instance of a shared account: these indexes hold only those that do.
  'CREATE INDEX login_attributions_person ON login_attributions (person_id, time, event_id) WHERE person_id IS NOT NULL',
  'CREATE INDEX login_attributions_serial ON login_attributions (serial_number, time, event_id) WHERE serial_number IS NOT NULL',
  'CREATE INDEX login_attributions_instance ON login_attributions (instance_id, time, event_id) WHERE instance_id IS NOT NULL',
  `CREATE TABLE status_intervals (principal_id TEXT NOT NULL, check_id TEXT NOT NULL, account_id TEXT NOT NULL, status TEXT NOT NULL, from_at BIGINT NOT NULL, to_at BIGINT,
    PRIMARY KEY (principal_id, check_id, from_at))`,
  'CREATE INDEX status_intervals_open ON status_intervals (account_id) WHERE to_at IS NULL',
  `CREATE TABLE daily_counts (day TEXT NOT NULL, account_id TEXT NOT NULL, name TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (day, account_id, name))`,
  'CREATE INDEX daily_counts_name ON daily_counts (name, day, account_id, n)',
];

/** Ids and names compare by bytes on both engines: SQLite always does, PostgreSQL by the database's language unless told. */
const ddl = (statement: string, engine: Engine) =>
  engine === 'postgresql' ? statement.replaceAll(/ TEXT\b/g, ' TEXT COLLATE "C"') : statement;

export const first = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(ddl(statement, engine)).execute(db);
  },
});
