/**
 * The settings of the embedded PostgreSQL: for a small machine (two cores, 2–4 GB) that it shares with the portal.
 * They are written to `portal.conf` at every start; an operator changes them with `ALTER SYSTEM`, which wins.
 */
const settings: Record<string, string> = {
  // Nobody but this machine reaches the server, and only with the password.
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',

  max_connections: '60',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_worker_processes: '4',
  max_parallel_workers: '2',
  max_parallel_workers_per_gather: '1',
  max_parallel_maintenance_workers: '1',
  io_workers: '2',
  // The portal asks many short questions; compiling them costs more than it gives.
  jit: 'off',
  random_page_cost: '1.1',

  // Acknowledged means on disk.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  wal_compression: 'on',
  min_wal_size: '256MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',

  autovacuum_naptime: '30s',
  autovacuum_vacuum_cost_limit: '1000',
  idle_in_transaction_session_timeout: '5min',
  tcp_keepalives_idle: '60',

  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  // Statements and row details hold personal data: neither reaches the log.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  log_autovacuum_min_duration: '-1',
  log_line_prefix: '%m [%p] ',
}

/** A throwaway server may lose everything in a power cut, so it need not wait for the disk. */
const throwawaySettings: Record<string, string> = {
  shared_buffers: '128MB',
  max_connections: '150',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_wal_size: '4GB',
}

/** The text of `portal.conf`. */
export function embeddedSettings(options: { throwaway: boolean }): string {
  const chosen = options.throwaway ? { ...settings, ...throwawaySettings } : settings
  const lines = Object.entries(chosen).map(([name, value]) => `${name} = '${value}'`)
  return `# Written by the portal at every start. Change settings with ALTER SYSTEM instead.\n${lines.join('\n')}\n`
}
