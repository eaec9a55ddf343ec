/**
 * The tables, as every engine has them. The department is the first column of every primary key: one department
 * is one shard. JSON and instants are text, booleans 0 or 1, so that a row means the same on every engine.
 */
export interface Schema {
  departments: { id: string; name: string; epoch: string; created_at: string }
  units: {
    department: string
    id: string
    code: string
    type: string
    name: string
    parent_id: string | null
    valid_from: string
    valid_to: string | null
  }
  unit_aliases: { department: string; unit_id: string; alias: string }
  unit_successors: { department: string; unit_id: string; successor_id: string }
  people: { department: string; id: string; name: string; position: string; phone: string; email: string }
  accounts: {
    department: string
    id: string
    person_id: string
    /** lower case; unique over the whole server, because sign-in names no department */
    username: string
    /** argon2id in PHC form; null until the activation code was used */
    password_hash: string | null
    disabled_at: string | null
    created_at: string
  }
  role_grants: {
    department: string
    id: string
    account_id: string
    role: string
    unit_id: string
    valid_from: string
    valid_to: string | null
  }
  activation_codes: { department: string; account_id: string; code_hash: string; expires_at: string }
  sessions: {
    department: string
    id: string
    account_id: string
    token_hash: string
    device: string
    /** hash of the device's own cookie, by which a device that signed in before is told from strangers; null: none */
    device_key: string | null
    shared: number
    created_at: string
    seen_at: string
    expires_at: string
    revoked_at: string | null
  }
  /** failed sign-ins, a row for each device (or address) and account: nobody can lock somebody else out */
  sign_in_failures: { key: string; failures: number; last_at: string }
  /** one row that is only written to know that it can be */
  pulse: { id: number; beats: number }
  replicas: { department: string; id: string; account_id: string; seen_at: string }
  spaces: { department: string; id: string; head: number; floor: number }
  /** how far a space had come on a day, for forgetting old removals */
  space_marks: { department: string; space: string; version: number; at: string }
  /** who may read a case: written with every change of the case; posts that read all cases are not listed */
  case_readers: { department: string; space: string; account_id: string }
  /** the unit of a case, whose head may read it */
  case_units: { department: string; space: string; unit_id: string }
  records: {
    department: string
    space: string
    type: string
    id: string
    entity: string
    version: number
    /** JSON; null is a tombstone */
    body: string | null
  }
  /** one row per mutation ever decided: the idempotency key and the verdict, the same for ever */
  mutations: {
    department: string
    account_id: string
    mid: string
    body_hash: string
    verdict: string
    replica: string
    seq: number
    received_at: string
  }
  /** mutations that made the server stumble, until they are decided or set aside */
  stumbles: {
    department: string
    account_id: string
    mid: string
    times: number
    envelope: string
    error: string
    at: string
  }
  /** the order in which changes became true */
  log: {
    department: string
    seq: number
    at: string
    account_id: string
    mid: string
    name: string
    entity: string
    args: string
    /** SHA-256 over the line before it and this one. [AU1] */
    hash: string
  }
  registers: { department: string; name: string; year: number; last: number }
  signing_keys: { department: string; id: string; public_key: string; private_key: string; created_at: string }
  photos: {
    department: string
    id: string
    entity: string
    entity_type: string
    unit_id: string
    uploader: string
    type: string
    size: number
    sha256: string
    stored_at: string | null
  }
  /** the newest verified backup of a department */
  backups: { department: string; made_at: string }
  /** where each space stood in it */
  backed_heads: { department: string; space: string; head: number }
  /** VAPID: what push services know the department by. The newest is used. [RM12] */
  push_keys: { department: string; id: string; public_key: string; private_key: string; created_at: string }
  /** where the messages of a device go, as long as its session lives */
  push_subscriptions: {
    department: string
    session_id: string
    account_id: string
    endpoint: string
    p256dh: string
    auth: string
    created_at: string
  }
  /** who was reminded of what on which day: one row each, written before anything is sent. [RM10] */
  reminders: {
    department: string
    account_id: string
    /** of the duty or task, or of an incident's report */
    key: string
    /** in Hanoi */
    day: string
    /** 2 once the second try of the day was made */
    tries: number
    /** ties it to its messages */
    batch: string
    at: string
  }
  /** one message to one device */
  pushes: {
    department: string
    id: string
    account_id: string
    session_id: string
    batch: string
    /** what the phone shows when it has shown it, as a hash */
    token_hash: string
    urgent: number
    /** claimed, accepted (by the push service), refused, gone, failed */
    state: string
    tries: number
    at: string
    accepted_at: string | null
    /** when the phone said that it had shown it */
    shown_at: string | null
  }
  /** addresses of calendars; the token is kept as a hash */
  calendar_feeds: { department: string; account_id: string; unit_id: string; token_hash: string; created_at: string }
  /** each time that a backup took the place of what was there */
  restores: { department: string; epoch: string; at: string; backup_at: string }
}
