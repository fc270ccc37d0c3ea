/** Generated from the migrations by scripts/generate-db-types.ts; a test compares it with the database. Do not edit. */
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** Instants are read as Temporal.Instant and written as ISO text. */
type Instant = Temporal.Instant;
type InstantColumn = ColumnType<Instant, string | undefined, string>;
type InstantOrNullColumn = ColumnType<Instant | null, string | null | undefined, string | null>;
/** JSON is read as unknown, so that it must be parsed, and written as text. */
type JsonColumn = ColumnType<unknown, string, string>;
type JsonOrNullColumn = ColumnType<unknown, string | null | undefined, string | null>;

export interface DB {
  absence: {
    id: string;
    body_id: string;
    user_id: string;
    from_day: string;
    until_day: string;
    kind: string;
    deputy_user_id: Generated<string | null>;
    entered_by: string;
    recorded_at: InstantColumn;
    ended_at: InstantOrNullColumn;
  };
  access_alert: {
    id: string;
    institution_id: string;
    kind: string;
    election_id: Generated<string | null>;
    contest_id: Generated<string | null>;
    week: Generated<string | null>;
    key: string;
    facts: JsonColumn;
    raised_at: InstantColumn;
    recorded_at: InstantColumn;
  };
  access_alert_note: {
    id: string;
    alert_id: string;
    institution_id: string;
    kind: string;
    words_sealed: Buffer;
    body_id: string;
    written_by: string;
    at: InstantColumn;
    recorded_at: InstantColumn;
  };
  access_side: {
    id: string;
    institution_id: string;
    election_id: string;
    contest_id: string;
    kind: string;
    letter: string;
    name_sealed: Buffer;
    party_name: Generated<string | null>;
    name_token: Buffer;
    made_by: string;
    made_at: InstantColumn;
  };
  account_recovery: {
    id: string;
    user_id: string;
    reason: string;
    proposed_by: Generated<string | null>;
    proposed_at: InstantColumn;
    delayed: Generated<boolean>;
    confirmed_by: Generated<string | null>;
    confirmed_at: InstantOrNullColumn;
    link_hash: Generated<Buffer | null>;
    link_from: InstantOrNullColumn;
    link_until: InstantOrNullColumn;
    used_at: InstantOrNullColumn;
    stopped_by: Generated<string | null>;
    stopped_at: InstantOrNullColumn;
  };
  account_use: {
    user_id: string;
    signed_in_at: InstantColumn;
  };
  accountability_count: {
    institution_id: string;
    what: string;
    at: number;
    set_on: string;
  };
  accountability_day: {
    institution_id: string;
    on_day: string;
    figures: JsonColumn;
    made_at: InstantColumn;
  };
  accused_answer: {
    id: string;
    notice_id: string;
    case_id: string;
    position: number;
    seq: number;
    at: InstantColumn;
    words_sealed: Buffer;
    kind: Generated<string>;
  };
  accused_notice: {
    id: string;
    case_id: string;
    position: number;
    seq: number;
    body_id: string;
    issued_by: string;
    issued_at: InstantColumn;
    recorded_at: InstantColumn;
    code_hash: Buffer;
    valid_until: InstantColumn;
    sign_ins_left: number;
    last_used_at: InstantOrNullColumn;
    ended_at: InstantOrNullColumn;
    ended_why: Generated<string | null>;
  };
  accused_session: {
    token_hash: Buffer;
    notice_id: string;
    created_at: InstantColumn;
    expires_at: InstantColumn;
  };
  accused_token: {
    case_id: string;
    position: number;
    kind: string;
    token: Buffer;
  };
  activity_seen: {
    user_id: string;
    seen_at: InstantColumn;
  };
  advice_desk: {
    body_id: string;
    public_key: Buffer;
    private_key_wrapped: Buffer;
    opened_by: string;
    opened_at: InstantColumn;
    closed_at: InstantOrNullColumn;
  };
  advice_published: {
    id: string;
    number: GeneratedAlways<number>;
    body_id: string;
    question: string;
    answer: string;
    rules: string[];
    confidence: string;
    marks: JsonColumn;
    written_by: string;
    written_at: InstantColumn;
    changed_by: Generated<string | null>;
    released_by: Generated<string | null>;
    released_on: Generated<string | null>;
    reviewed_by: Generated<string | null>;
    reviewed_on: Generated<string | null>;
    withdrawn_by: Generated<string | null>;
    withdrawn_on: Generated<string | null>;
    words: Generated<string | null>;
    shown_from: Generated<string | null>;
  };
  advice_question: {
    id: string;
    pass_hash: Buffer;
    asker_key: Buffer;
    body_id: string;
    received_on: string;
    due_on: string;
    warn_on: string;
    nature: string;
    basis: string;
    words_sealed: Buffer;
    own_sealed: Buffer;
    answered_on: Generated<string | null>;
    answered_by: Generated<string | null>;
    answer_sealed: Generated<Buffer | null>;
    answer_copy: Generated<Buffer | null>;
    touched_on: Generated<string>;
  };
  advice_target: {
    valid_from: string;
    limit_days: number;
    unit: string;
    warn_days: number;
    nature: string;
    basis: string;
    recorded_at: InstantColumn;
    shown_weekday: Generated<number>;
    shown_after_days: Generated<number>;
  };
  api_answer: {
    user_id: string;
    key: string;
    operation: string;
    request_hash: Buffer;
    answer: Generated<Buffer | null>;
    created_at: InstantColumn;
  };
  api_token: {
    id: string;
    body_id: string;
    role: string;
    name: string;
    scopes: string[];
    days: number;
    asked_by: string;
    asked_at: InstantColumn;
    issued_by: Generated<string | null>;
    issued_at: InstantOrNullColumn;
    user_id: Generated<string | null>;
    token_hash: Generated<Buffer | null>;
    hint: Generated<string | null>;
    expires_at: InstantOrNullColumn;
    last_used_on: Generated<string | null>;
    revoked_by: Generated<string | null>;
    revoked_at: InstantOrNullColumn;
  };
  audit: {
    id: GeneratedAlways<number>;
    at: InstantColumn;
    user_id: string;
    body_id: Generated<string | null>;
    what: string;
    access: string;
    case_id: Generated<string | null>;
    target: Generated<string | null>;
  };
  body: {
    id: string;
    code: string;
    kind: string;
    name: string;
    level: string;
    jurisdiction_id: string;
    zone: Generated<string>;
    valid_from: Generated<string | null>;
    valid_until: Generated<string | null>;
    seal_public_key: Generated<Buffer | null>;
    seal_private_key_wrapped: Generated<Buffer | null>;
    outside: Generated<boolean>;
  };
  body_stand_in: {
    id: string;
    body_id: string;
    stand_in_body_id: string;
    valid_from: string;
    valid_until: Generated<string | null>;
    basis: string;
    recorded_at: InstantColumn;
  };
  bulk_act: {
    id: string;
    user_id: string;
    body_id: string;
    kind: string;
    vote: Generated<string | null>;
    to_body_id: Generated<string | null>;
    prepared_at: InstantColumn;
    started_at: InstantOrNullColumn;
    ended_at: InstantOrNullColumn;
  };
  bulk_act_item: {
    bulk_id: string;
    case_id: string;
    position: number;
    seq: number;
    left_out: Generated<string | null>;
    outcome: Generated<string | null>;
  };
  calendar_feed: {
    user_id: string;
    token_hash: Buffer;
    with_numbers: Generated<boolean>;
    made_at: InstantColumn;
    last_used_on: Generated<string | null>;
  };
  campaign_event: {
    id: string;
    region_id: string;
    election_id: string;
    contest_id: string;
    kind: string;
    place: string;
    from_at: InstantColumn;
    to_at: InstantColumn;
    source: string;
    import_id: Generated<string | null>;
    made_by: string;
    made_at: InstantColumn;
    ended_at: InstantOrNullColumn;
    ended_by: Generated<string | null>;
  };
  campaign_team_member: {
    id: string;
    participant_id: string;
    details_sealed: Buffer;
    number_token: Generated<Buffer | null>;
    name_tokens: Buffer[];
    valid_from: string;
    valid_until: Generated<string | null>;
    import_id: string;
    made_by: string;
    made_at: InstantColumn;
  };
  case_access: {
    case_id: string;
    body_id: string;
    since: InstantColumn;
    reads_to_seq: Generated<number | null>;
  };
  case_accused: {
    case_id: string;
    position: number;
    name_sealed: Buffer;
    post: Generated<string | null>;
    unit_name: Generated<string | null>;
    status: string;
    details_sealed: Generated<Buffer | null>;
    token_key: Generated<number | null>;
  };
  case_assignment: {
    id: string;
    case_id: string;
    body_id: string;
    user_id: string;
    deputy_id: Generated<string | null>;
    assigned_by: string;
    assigned_at: InstantColumn;
    recorded_at: InstantColumn;
    ended_at: InstantOrNullColumn;
    ended_by: Generated<string | null>;
    ended_why: Generated<string | null>;
  };
  case_event: {
    case_id: string;
    seq: number;
    kind: string;
    body_id: string;
    actor_user_id: Generated<string | null>;
    to_body_id: Generated<string | null>;
    status_after: string;
    at: InstantColumn;
    recorded_at: InstantColumn;
    salt: Buffer;
    commitment: Buffer;
    link: Buffer;
  };
  case_event_content: {
    case_id: string;
    seq: number;
    content: JsonColumn;
  };
  case_file: {
    id: string;
    number: string;
    origin: string;
    status: string;
    election_id: string;
    contest_id: string;
    origin_body_id: string;
    holder_body_id: string;
    region_id: string;
    act_kind: string;
    level: Generated<string | null>;
    row_ids: Generated<string | null>;
    opened_at: InstantColumn;
    closed_at: InstantOrNullColumn;
    due_at: InstantOrNullColumn;
    last_seq: number;
    accused_count: Generated<number>;
    erased_at: InstantOrNullColumn;
  };
  case_hold: {
    id: string;
    case_id: string;
    placed_by: string;
    placed_at: InstantColumn;
    reason: string;
    lifted_by: Generated<string | null>;
    lifted_at: InstantOrNullColumn;
  };
  case_join: {
    id: string;
    source_id: string;
    target_id: string;
    status_before: string;
    joined_at: InstantColumn;
    joined_by: string;
    split_at: InstantOrNullColumn;
    split_by: Generated<string | null>;
  };
  case_lockout: {
    case_id: string;
    user_id: string;
    body_id: string;
    at: InstantColumn;
    stake_locked: Generated<Buffer | null>;
  };
  case_mention: {
    note_id: string;
    user_id: string;
    case_id: string;
    body_id: string;
    at: InstantColumn;
  };
  case_no_stake: {
    case_id: string;
    user_id: string;
    body_id: string;
    at: InstantColumn;
  };
  case_note: {
    id: string;
    case_id: string;
    body_id: string;
    author_id: string;
    at: InstantColumn;
    recorded_at: InstantColumn;
    corrects: Generated<string | null>;
    words_sealed: Buffer;
  };
  case_part: {
    case_id: string;
    body_id: string;
    part: string;
    since: InstantColumn;
    ended_at: InstantOrNullColumn;
  };
  case_search: {
    case_id: string;
    upto: number;
    tsv: string;
  };
  case_search_due: {
    case_id: string;
    since: InstantColumn;
  };
  case_separation: {
    case_id: string;
    source_id: string;
    root_id: string;
    source_seq: number;
    carried_to: number;
    positions: number[];
    separated_at: InstantColumn;
    separated_by: string;
  };
  casework_target: {
    step_id: string;
    valid_from: string;
    valid_until: Generated<string | null>;
    within: number;
    unit: string;
    basis: string;
  };
  clock: {
    id: string;
    case_id: string;
    procedure_id: string;
    step_id: string;
    body_id: string;
    zone: string;
    started_at: InstantColumn;
    due_at: InstantColumn;
    skipped: JsonColumn;
    provisional: boolean;
    nature: string;
    basis: string;
    confidence: string;
    rulebook_version: string;
    reason: Generated<string | null>;
    state: string;
    ended_at: InstantOrNullColumn;
  };
  clock_change: {
    id: GeneratedAlways<number>;
    clock_id: string;
    case_id: string;
    at: InstantColumn;
    recorded_at: InstantColumn;
    by_user: string;
    law_revision: number;
    due_before: InstantColumn;
    due_after: InstantColumn;
    skipped_before: JsonColumn;
    provisional_before: boolean;
    provisional_after: boolean;
    rulebook_before: string;
    rulebook_after: string;
    reason_id: string;
    reason_en: string;
  };
  clock_standstill: {
    id: string;
    clock_id: string;
    case_id: string;
    stopped_seq: number;
    stopped_at: InstantColumn;
    stopped_on: string;
    stopped_basis: string;
    resumed_seq: Generated<number | null>;
    resumed_at: InstantOrNullColumn;
    resumed_on: Generated<string | null>;
    resumed_basis: Generated<string | null>;
    carried_from: Generated<string | null>;
    recorded_at: InstantColumn;
    until_on: Generated<string | null>;
  };
  coverage_day: {
    group_id: string;
    on_day: string;
    kind: string;
    rate: number;
  };
  coverage_group: {
    id: string;
    election_id: string;
    institution_id: string;
    unit_id: Generated<string | null>;
    about: number;
    made_on: string;
  };
  coverage_member: {
    election_id: string;
    person_id: string;
    group_id: string;
  };
  coverage_total: {
    institution_id: string;
    election_id: string;
    on_day: string;
    ways: JsonColumn;
    declined: Generated<number | null>;
  };
  disposal: {
    id: string;
    case_id: string;
    proposed_by: string;
    proposed_at: InstantColumn;
    reason: string;
    confirmed_by: Generated<string | null>;
    confirmed_at: InstantOrNullColumn;
    withdrawn_by: Generated<string | null>;
    withdrawn_at: InstantOrNullColumn;
    done_at: InstantOrNullColumn;
  };
  disposal_log: {
    id: GeneratedAlways<number>;
    at: InstantColumn;
    kind: string;
    how_many: number;
    case_id: Generated<string | null>;
    disposal_id: Generated<string | null>;
  };
  document: {
    id: string;
    case_id: string;
    kind: string;
    position: Generated<number | null>;
    body_id: string;
    reporter: boolean;
    prepared_by: string;
    prepared_at: InstantColumn;
    recorded_at: InstantColumn;
    discarded_at: InstantOrNullColumn;
  };
  document_end: {
    document_id: string;
    what: string;
    replaced_by: Generated<string | null>;
    reason_sealed: Generated<Buffer | null>;
    ended_on: string;
    ended_at: InstantColumn;
    ended_by: string;
  };
  document_issue: {
    document_id: string;
    version: number;
    case_id: string;
    seq: number;
    body_id: string;
    year: number;
    serial: number;
    number: string;
    issued_on: string;
    issued_at: InstantColumn;
    issued_by: string;
    check_code: string;
    pdf_sealed: Generated<Buffer | null>;
    pdf_sha256: Buffer;
    key_number: number;
    signature: Buffer;
    salt: Buffer;
    commitment: Buffer;
  };
  document_key: {
    number: number;
    public_key: Buffer;
    private_wrapped: Buffer;
    made_at: InstantColumn;
    ended_at: InstantOrNullColumn;
  };
  document_kind: {
    code: string;
    valid_from: string;
    valid_until: Generated<string | null>;
    name_id: string;
    name_en: string;
    layout: string;
    roles: string[];
    reporter: boolean;
    basis: string;
    classification: string;
    parts: JsonColumn;
  };
  document_letterhead: {
    id: string;
    body_id: string;
    valid_from: string;
    heading: string;
    address: string;
    place: string;
    code: string;
    pattern: string;
    signer_post: string;
    signer_name: string;
    signer_number: string;
    recorded_by: string;
    recorded_at: InstantColumn;
  };
  document_version: {
    document_id: string;
    version: number;
    words_sealed: Buffer;
    saved_by: string;
    saved_at: InstantColumn;
  };
  due_warning: {
    clock_id: string;
    due_at: InstantColumn;
    stage: string;
    at: InstantColumn;
    recorded_at: InstantColumn;
  };
  due_warning_person: {
    clock_id: string;
    due_at: InstantColumn;
    stage: string;
    user_id: string;
    told_as: string;
  };
  evidence: {
    id: string;
    report_id: Generated<string | null>;
    draft_key: Buffer;
    intake_body_id: string;
    position: number;
    media_type: string;
    size: number;
    sha256: Buffer;
    name_sealed: Buffer;
    original_file: string;
    working_file: Generated<string | null>;
    received_at: InstantColumn;
    recorded_at: InstantColumn;
    answer_id: Generated<string | null>;
    addition_id: Generated<string | null>;
  };
  exchange_ack: {
    handover_id: string;
    rank: number;
    state: string;
    note: string;
    imported_at: InstantColumn;
    imported_by: string;
  };
  exchange_file: {
    manifest_sha256: Buffer;
    handover_id: string;
    encrypted_to: string;
    made_at: InstantColumn;
    made_by: string;
  };
  exchange_import: {
    id: string;
    case_id: string;
    handover_id: string;
    body_id: string;
    from_body_id: string;
    foreign_handover: string;
    foreign_number: string;
    manifest_sha256: Buffer;
    manifest: string;
    imported_at: InstantColumn;
    imported_by: string;
  };
  exchange_office_key: {
    body_id: string;
    recipient: string;
    identity_locked: Buffer;
    made_at: InstantColumn;
  };
  exchange_peer: {
    id: string;
    body_id: string;
    verifier: string;
    recipient: Generated<string | null>;
    added_at: InstantColumn;
    added_by: string;
    ended_at: InstantOrNullColumn;
    ended_by: Generated<string | null>;
  };
  exchange_piece: {
    import_id: string;
    part: string;
    piece: number;
    locked: Buffer;
  };
  exchange_signing_key: {
    number: number;
    verifier: string;
    signs_from: InstantColumn;
    signs_until: InstantOrNullColumn;
  };
  facility: {
    id: string;
    no: GeneratedAlways<number>;
    institution_id: string;
    region_id: string;
    kind: string;
    name: string;
    mark: string;
    place: Generated<string>;
    capacity: Generated<number | null>;
    for_hire: Generated<boolean>;
    state: Generated<string>;
    import_id: Generated<string | null>;
    made_by: string;
    made_at: InstantColumn;
  };
  facility_answer: {
    request_id: string;
    institution_id: string;
    outcome: string;
    reason: string;
    words_sealed: Generated<Buffer | null>;
    answered_at: InstantColumn;
    answered_by: string;
    recorded_at: InstantColumn;
  };
  facility_booking: {
    id: string;
    facility_id: string;
    facility_no: number;
    institution_id: string;
    kind: string;
    request_id: Generated<string | null>;
    from_at: InstantColumn;
    to_at: InstantColumn;
    note: Generated<string>;
    made_by: string;
    made_at: InstantColumn;
    ended_at: InstantOrNullColumn;
    ended_by: Generated<string | null>;
  };
  facility_feed: {
    user_id: string;
    token_hash: Buffer;
    made_at: InstantColumn;
  };
  facility_loan_event: {
    booking_id: string;
    institution_id: string;
    kind: string;
    at: InstantColumn;
    odometer: Generated<number | null>;
    condition: string;
    words_sealed: Generated<Buffer | null>;
    written_by: string;
    recorded_at: InstantColumn;
  };
  facility_request: {
    id: string;
    submission_key: string;
    institution_id: string;
    facility_id: string;
    asker: string;
    side_id: Generated<string | null>;
    purpose: string;
    words_sealed: Buffer;
    use_region_id: string;
    from_at: InstantColumn;
    to_at: InstantColumn;
    asked_at: InstantColumn;
    entered_at: InstantColumn;
    entered_by: string;
    recorded_at: InstantColumn;
  };
  file_to_remove: {
    name: string;
    since: InstantColumn;
  };
  handover: {
    id: string;
    case_id: string;
    seq: number;
    what: string;
    from_body_id: string;
    to_body_id: string;
    sent_at: InstantColumn;
    sent_by: string;
    opened_at: InstantOrNullColumn;
    opened_by: Generated<string | null>;
    accepted_at: InstantOrNullColumn;
    accepted_by: Generated<string | null>;
    returned_at: InstantOrNullColumn;
    returned_by: Generated<string | null>;
    bundle_hash: Buffer;
    opened_salt: Generated<Buffer | null>;
    opened_commitment: Generated<Buffer | null>;
    due_at: InstantOrNullColumn;
    due_rule: JsonOrNullColumn;
    due_provisional: Generated<boolean | null>;
    ended_at: InstantOrNullColumn;
  };
  handover_manifest: {
    handover_id: string;
    salt: Buffer;
    parts: JsonColumn;
    sha256: Buffer;
  };
  handover_route: {
    step: string;
    from_kind: string;
    to_kind: string;
    reach: string;
    valid_from: string;
    valid_until: Generated<string | null>;
    basis: string;
    to_level: Generated<string | null>;
    accept_within: Generated<number>;
    accept_unit: Generated<string>;
    accept_nature: Generated<string>;
    accept_basis: Generated<string>;
  };
  import: {
    id: string;
    kind: string;
    status: Generated<string>;
    file_name: string;
    file_hash: Buffer;
    format: string;
    header: JsonColumn;
    mapping: JsonColumn;
    checked: Generated<boolean>;
    row_count: number;
    problem_count: Generated<number>;
    outcome: JsonOrNullColumn;
    created_by: string;
    created_at: InstantColumn;
    expires_at: InstantColumn;
    applied_by: Generated<string | null>;
    applied_at: InstantOrNullColumn;
    withdrawn_by: Generated<string | null>;
    withdrawn_at: InstantOrNullColumn;
    withdraw_reason: Generated<string | null>;
  };
  import_row: {
    import_id: string;
    position: number;
    cells: JsonColumn;
    problems: JsonOrNullColumn;
  };
  incident: {
    id: string;
    title: string;
    found_at: InstantColumn;
    opened_at: InstantColumn;
    opened_by: string;
    kinds: JsonColumn;
    people: Generated<number | null>;
    due_at: InstantColumn;
    warned_at: InstantOrNullColumn;
    authority_told_at: InstantOrNullColumn;
    people_told_at: InstantOrNullColumn;
    closed_at: InstantOrNullColumn;
  };
  incident_entry: {
    id: GeneratedAlways<number>;
    incident_id: string;
    at: InstantColumn;
    by_user: string;
    kind: string;
    words: string;
  };
  institution_reply: {
    id: string;
    institution_id: string;
    version: number;
    words: string;
    written_by: string;
    written_on: string;
    approved_by: Generated<string | null>;
    approved_on: Generated<string | null>;
    refused_by: Generated<string | null>;
    refused_on: Generated<string | null>;
  };
  invitation: {
    token_hash: Buffer;
    body_id: Generated<string | null>;
    role: string;
    email: Generated<string | null>;
    name: Generated<string | null>;
    invited_by: Generated<string | null>;
    created_at: InstantColumn;
    expires_at: InstantColumn;
    used_at: InstantOrNullColumn;
    mailed: Generated<boolean>;
  };
  jurisdiction: {
    id: string;
    code: string;
    name: string;
    level: string;
    parent_id: Generated<string | null>;
    path: string;
  };
  law_addition: {
    id: string;
    revision: Generated<number>;
    kind: string;
    key: string;
    payload: JsonColumn;
    source_publisher: string;
    source_on: Generated<string | null>;
    confidence: string;
    valid_from: Generated<string | null>;
    valid_until: Generated<string | null>;
    import_id: string;
    created_by: string;
    created_at: InstantColumn;
    withdrawn_by: Generated<string | null>;
    withdrawn_at: InstantOrNullColumn;
  };
  law_revision: {
    single: Generated<boolean>;
    number: Generated<number>;
  };
  leaving: {
    id: string;
    user_id: string;
    last_day: string;
    reason: string;
    decided_by: string;
    decided_at: InstantColumn;
    withdrawn_by: Generated<string | null>;
    withdrawn_at: InstantOrNullColumn;
    ended_at: InstantOrNullColumn;
  };
  lesson_run: {
    user_id: string;
    lesson: string;
    election_id: string;
    round: number;
    answers: string;
    right_first: Generated<number | null>;
    started_on: string;
    finished_on: Generated<string | null>;
  };
  log_checkpoint: {
    size: number;
    root: Buffer;
    at: InstantColumn;
    note: Generated<string | null>;
  };
  log_entries: {
    index: number;
    entries: Buffer;
  };
  log_entry: {
    commitment: Buffer;
    about: string;
    salt: Buffer;
    entry: JsonColumn;
    at: InstantColumn;
  };
  log_key: {
    number: number;
    verifier: string;
    signs_from: InstantColumn;
    signs_until: InstantOrNullColumn;
  };
  log_place: {
    commitment: Buffer;
    leaf: number;
  };
  log_state: {
    one: Generated<boolean>;
    origin: string;
    size: number;
    last_tick: InstantOrNullColumn;
  };
  log_tile: {
    level: number;
    index: number;
    hashes: Buffer;
  };
  log_waiting: {
    queued: GeneratedAlways<number>;
    batch: string;
    commitment: Buffer;
  };
  mail: {
    id: string;
    template: string;
    user_id: Generated<string | null>;
    dedupe: Buffer;
    sealed: Generated<Buffer | null>;
    state: Generated<string>;
    tries: Generated<number>;
    queued_at: InstantColumn;
    due_at: InstantColumn;
    claimed_at: InstantOrNullColumn;
    sent_with: Generated<string | null>;
    ended_at: InstantOrNullColumn;
    error_class: Generated<string | null>;
    fingerprint: Generated<string | null>;
  };
  mail_address: {
    user_id: string;
    bounces: Generated<number>;
    paused_at: InstantOrNullColumn;
    error_class: Generated<string | null>;
  };
  mail_caught: {
    number: GeneratedAlways<number>;
    at: InstantColumn;
    receiver: string;
    message: string;
  };
  mail_preference: {
    user_id: string;
    work: Generated<string>;
    lang: Generated<string>;
  };
  mail_setting: {
    one: Generated<boolean>;
    fingerprint: Generated<string | null>;
    confirmed_fingerprint: Generated<string | null>;
    confirmed_at: InstantOrNullColumn;
    confirmed_by: Generated<string | null>;
    code_hash: Generated<Buffer | null>;
    code_tries: Generated<number>;
    code_expires_at: InstantOrNullColumn;
    code_mail: Generated<string | null>;
    paused_at: InstantOrNullColumn;
    last_error: Generated<string | null>;
    last_error_at: InstantOrNullColumn;
    last_sent_at: InstantOrNullColumn;
  };
  media_item: {
    id: string;
    content_hash: Buffer;
    source_name: string;
    title: string;
    published_on: Generated<string | null>;
    event_on: Generated<string | null>;
    kind: string;
    body: string;
    extracted: JsonColumn;
    repeats_itself: boolean;
    duplicate_of: Generated<string | null>;
    added_at: InstantColumn;
  };
  member: {
    id: string;
    user_id: string;
    body_id: string;
    role: string;
    valid_from: Generated<string>;
    valid_until: Generated<string | null>;
    origin: Generated<string>;
    barred: Generated<boolean>;
    invited_by: Generated<string | null>;
    represents: Generated<string | null>;
  };
  office_holder: {
    id: string;
    institution_id: string;
    post: string;
    title: string;
    name: Generated<string | null>;
    from_day: string;
    until_day: Generated<string | null>;
    source: string;
    entered_by: string;
    entered_at: InstantColumn;
    ended_by: Generated<string | null>;
  };
  office_post: {
    id: string;
    body_id: string;
    user_id: string;
    post: string;
    valid_from: string;
    valid_until: Generated<string | null>;
    given_by: string;
    ended_by: Generated<string | null>;
    recorded_at: InstantColumn;
  };
  outreach_kit: {
    id: string;
    submission_key: string;
    code: string;
    body_id: string;
    election_id: string;
    stage: string;
    duty: string;
    headline: string;
    statements: string[];
    extra: Generated<string>;
    target: string;
    lang: string;
    formats: string[];
    made_on: string;
    made_at: InstantColumn;
    withdrawn_on: Generated<string | null>;
  };
  outreach_visit: {
    kit_id: string;
    on_day: string;
    visits: number;
  };
  party_acknowledgement: {
    delivery_id: string;
    at: InstantColumn;
    sha256: Buffer;
  };
  party_delivery: {
    id: string;
    notice_id: string;
    participant_id: string;
    code_hash: Buffer;
    sent_at: InstantColumn;
    sent_by: string;
  };
  party_letter: {
    delivery_id: string;
    nth: number;
    at: InstantColumn;
  };
  party_notice: {
    id: string;
    election_id: string;
    version: number;
    content: string;
    sha256: Buffer;
    made_by: string;
    made_at: InstantColumn;
  };
  party_participant: {
    id: string;
    election_id: string;
    kind: string;
    public_name: string;
    valid_from: string;
    valid_until: Generated<string | null>;
    contact_sealed: Generated<Buffer | null>;
    import_id: Generated<string | null>;
    made_by: string;
    made_at: InstantColumn;
  };
  passkey: {
    id: string;
    user_id: string;
    credential_id: string;
    public_key: Buffer;
    sign_count: number;
    transports: Generated<string>;
    synced: boolean;
    name: string;
    made_at: InstantColumn;
    used_at: InstantOrNullColumn;
  };
  pledge: {
    id: string;
    user_id: Generated<string | null>;
    body_id: string;
    election_id: string;
    text_version: string;
    certificate_number: string;
    signed_at: InstantColumn;
    recorded_at: InstantColumn;
    salt: Generated<Buffer | null>;
    commitment: Generated<Buffer | null>;
    person_id: Generated<string | null>;
    campaign_id: Generated<string | null>;
    ceremony_id: Generated<string | null>;
    assurance: Generated<string>;
    offline: Generated<boolean>;
    same_as: Generated<string | null>;
  };
  pledge_campaign: {
    id: string;
    institution_id: string;
    body_id: string;
    election_id: string;
    text_version: string;
    opened_by: Generated<string | null>;
    opened_at: InstantColumn;
    closes_at: InstantColumn;
    closed_at: InstantOrNullColumn;
    closed_by: Generated<string | null>;
  };
  pledge_ceremony: {
    id: string;
    campaign_id: string;
    opened_by: string;
    opened_at: InstantColumn;
    ends_at: InstantColumn;
  };
  pledge_code: {
    campaign_id: string;
    person_id: string;
    token: Buffer;
    channel: string;
    user_id: Generated<string | null>;
    made_at: InstantColumn;
    expires_at: InstantColumn;
  };
  pledge_declined: {
    id: string;
    campaign_id: string;
    person_id: string;
    reason_sealed: Buffer;
    at: InstantColumn;
  };
  pledge_mailing: {
    id: string;
    campaign_id: string;
    channel: string;
    asked_by: string;
    asked_at: InstantColumn;
    after_person: Generated<string | null>;
    letters: Generated<number>;
    without_address: Generated<number>;
    done_at: InstantOrNullColumn;
  };
  pledge_presence: {
    ceremony_id: string;
    person_id: string;
  };
  pledge_reminder: {
    campaign_id: string;
    number: number;
    due_on: string;
    after_person: Generated<string | null>;
    done_at: InstantOrNullColumn;
  };
  pledge_tally: {
    id: GeneratedAlways<number>;
    campaign_id: string;
    assurance: string;
    offline: boolean;
    signed: number;
  };
  prevention_commitment: {
    id: string;
    work_id: string;
    position: number;
    by_body_id: string;
    body_id: string;
    owner_role: string;
    words_sealed: Buffer;
    due_on: string;
    made_at: InstantColumn;
    remind_for: Generated<string | null>;
  };
  prevention_followup: {
    commitment_id: string;
    seq: number;
    kind: string;
    on_day: string;
    new_due: Generated<string | null>;
    words_sealed: Buffer;
    body_id: string;
    written_by: string;
    at: InstantColumn;
  };
  prevention_photo: {
    id: string;
    work_id: string;
    sha256: Buffer;
    size: number;
    picture_sealed: Buffer;
    alt_sealed: Buffer;
    made_by: string;
    made_at: InstantColumn;
  };
  prevention_presence: {
    work_id: string;
    position: number;
    office: string;
    people: number;
  };
  prevention_reminder: {
    commitment_id: string;
    due_on: string;
    stage: string;
    at: InstantColumn;
  };
  prevention_signatory: {
    work_id: string;
    position: number;
    role: string;
  };
  prevention_work: {
    id: string;
    submission_key: string;
    body_id: string;
    election_id: string;
    kind: string;
    on_day: string;
    content_sealed: Buffer;
    people: Generated<number | null>;
    made_by: string;
    made_at: InstantColumn;
  };
  privacy_request: {
    id: string;
    kind: string;
    subject: string;
    user_id: Generated<string | null>;
    case_id: Generated<string | null>;
    position: Generated<number | null>;
    words_locked: Generated<Buffer | null>;
    asked_at: InstantColumn;
    due_at: InstantColumn;
    answered_at: InstantOrNullColumn;
    answered_by: Generated<string | null>;
    outcome: Generated<string | null>;
    exception: Generated<string | null>;
    answer_locked: Generated<Buffer | null>;
    notice_id: Generated<string | null>;
    report_id: Generated<string | null>;
  };
  process_seen: {
    part: string;
    at: InstantColumn;
  };
  public_figures: {
    one: Generated<boolean>;
    day: string;
    figures: JsonColumn;
  };
  rate_limit: {
    key: string;
    points: number;
    expire: Generated<number | null>;
  };
  reading_day: {
    user_id: string;
    on_day: string;
    body_id: Generated<string | null>;
    cases: number;
    usual: Generated<number | null>;
    raised_at: InstantOrNullColumn;
    looked_at: InstantOrNullColumn;
    looked_by: Generated<string | null>;
  };
  recovery_code: {
    user_id: string;
    code_hash: Buffer;
    made_at: InstantColumn;
    used_at: InstantOrNullColumn;
  };
  referral: {
    id: string;
    case_id: string;
    seq: number;
    kind: string;
    from_body_id: string;
    to_body_id: Generated<string | null>;
    sent_at: InstantColumn;
    sent_by: string;
    bundle_hash: Buffer;
    salt: Buffer;
    parts: JsonColumn;
    sha256: Buffer;
    basis: string;
    confidence: string;
    due_at: InstantColumn;
    due_rule: JsonColumn;
    due_provisional: boolean;
    opened_at: InstantOrNullColumn;
    opened_by: Generated<string | null>;
    accepted_at: InstantOrNullColumn;
    accepted_by: Generated<string | null>;
    returned_at: InstantOrNullColumn;
    returned_by: Generated<string | null>;
    return_category: Generated<string | null>;
    return_locked: Generated<Buffer | null>;
    ended_at: InstantOrNullColumn;
  };
  referral_authority: {
    kind: string;
    valid_from: string;
    valid_until: Generated<string | null>;
    to_kind: Generated<string | null>;
    basis: string;
    confidence: string;
    answer_within: number;
    answer_unit: string;
    answer_nature: string;
    answer_basis: string;
  };
  referral_file: {
    manifest_sha256: Buffer;
    referral_id: string;
    encrypted_to: string;
    made_at: InstantColumn;
    made_by: string;
  };
  referral_receipt: {
    referral_id: string;
    state: string;
    on_day: string;
    at: InstantColumn;
    letter_number: string;
    sha256: Generated<Buffer | null>;
    recorded_at: InstantColumn;
    recorded_by: string;
  };
  register_export: {
    id: string;
    register: string;
    body_id: string;
    format: string;
    row_count: number;
    sha256: Buffer;
    made_at: InstantColumn;
    recorded_at: InstantColumn;
    made_by: string;
  };
  register_export_step: {
    export_id: string;
    case_id: string;
    seq: number;
  };
  report: {
    id: string;
    submission_key: string;
    receipt_hash: Buffer;
    kind: string;
    intake_body_id: string;
    case_id: string;
    act_kind: string;
    happened_on: string;
    known_on: string;
    region_id: string;
    received_at: InstantColumn;
    recorded_at: InstantColumn;
  };
  report_addition: {
    id: string;
    report_id: string;
    case_id: string;
    seq: number;
    at: InstantColumn;
    recorded_at: InstantColumn;
    words_sealed: Buffer;
    identity_sealed: Generated<Buffer | null>;
  };
  report_identity: {
    report_id: string;
    sealed: Buffer;
  };
  report_words: {
    report_id: string;
    sealed: Buffer;
  };
  roster_account: {
    person_id: string;
    user_id: string;
    linked_at: InstantColumn;
  };
  roster_count: {
    institution_id: string;
    unit_id: Generated<string | null>;
    kind: string;
    people: number;
    id: GeneratedAlways<number>;
  };
  roster_history: {
    import_id: string;
    person_id: string;
    what: string;
    institution_id: string;
    unit_id: Generated<string | null>;
    kind: string;
    duty: string;
    details_sealed: Generated<Buffer | null>;
    details_mark: Generated<Buffer | null>;
    since: string;
    ended_at: InstantOrNullColumn;
    to_institution_id: Generated<string | null>;
    at: InstantColumn;
  };
  roster_import: {
    import_id: string;
    state: Generated<string>;
    institution_id: Generated<string | null>;
    is_full: Generated<boolean>;
    path: Generated<string | null>;
    shape: JsonColumn;
    file_bytes: number;
    position: Generated<number>;
    last_row: Generated<number>;
    rows_read: Generated<number>;
    bad_rows: Generated<number>;
    staged_rows: Generated<number>;
    roster_revision: Generated<number | null>;
    failure: Generated<string | null>;
    undo_by: Generated<string | null>;
    undo_reason: Generated<string | null>;
    attempt: Generated<number>;
    beat_at: InstantOrNullColumn;
    started_at: InstantOrNullColumn;
    finished_at: InstantOrNullColumn;
  };
  roster_import_count: {
    import_id: string;
    institution_id: string;
    added: Generated<number>;
    changed: Generated<number>;
    moved_in: Generated<number>;
    moved_out: Generated<number>;
    returned: Generated<number>;
    left_out: Generated<number>;
  };
  roster_import_error: {
    import_id: string;
    position: number;
    column: string;
    reason: string;
    masked: string;
  };
  roster_import_part: {
    import_id: string;
    step: string;
    part: number;
    added: number;
    changed: number;
    moved: number;
    returned: number;
    left_out: number;
    same: number;
    repeated: number;
  };
  roster_look: {
    id: GeneratedAlways<number>;
    person_id: string;
    user_id: string;
    body_id: Generated<string | null>;
    what: string;
    at: InstantColumn;
  };
  roster_person: {
    id: Generated<string>;
    institution_id: string;
    unit_id: Generated<string | null>;
    kind: string;
    number_token: Buffer;
    details_sealed: Buffer;
    details_mark: Buffer;
    duty: Generated<string>;
    import_id: string;
    since: string;
    ended_at: InstantOrNullColumn;
  };
  roster_revision: {
    single: Generated<boolean>;
    number: Generated<number>;
  };
  roster_staged: {
    import_id: string;
    position: number;
    part: number;
    number_token: Buffer;
    institution_id: string;
    unit_no: Generated<number | null>;
    is_pppk: boolean;
    duty: Generated<string | null>;
    details_mark: Buffer;
    details_sealed: Buffer;
  };
  roster_staged_unit: {
    import_id: string;
    unit_no: number;
    institution_id: string;
    code: string;
    name: Generated<string | null>;
    parent_code: Generated<string | null>;
    first_position: number;
    unit_id: Generated<string | null>;
  };
  saved_search: {
    id: string;
    user_id: string;
    sealed: Buffer;
    alert: string;
    created_at: InstantColumn;
    looked_at: InstantOrNullColumn;
  };
  saved_search_match: {
    search_id: string;
    case_id: string;
    since: InstantColumn;
  };
  search_lexicon: {
    id: GeneratedAlways<number>;
    sealed: Buffer;
  };
  self_assessment: {
    id: string;
    institution_id: string;
    period: string;
    version: number;
    questions: string;
    figures: JsonColumn;
    started_by: string;
    started_on: string;
    signed_by: Generated<string | null>;
    signed_on: Generated<string | null>;
    signed_as: Generated<string | null>;
  };
  self_assessment_answer: {
    assessment_id: string;
    question: string;
    level: number;
    words: string;
    links: Generated<string[]>;
    written_by: string;
    written_at: InstantColumn;
  };
  self_assessment_file: {
    id: string;
    assessment_id: string;
    question: string;
    name_sealed: Buffer;
    media_type: string;
    size: number;
    sha256: Buffer;
    content_sealed: Buffer;
    uploaded_by: string;
    uploaded_at: InstantColumn;
  };
  session_mark: {
    session_id: string;
    user_id: string;
    way: string;
    strong_at: InstantOrNullColumn;
    device: Generated<string>;
    wrong_tries: Generated<number>;
    issuer: Generated<string | null>;
    subject: Generated<string | null>;
    provider_session: Generated<string | null>;
  };
  setting: {
    key: string;
    value: JsonColumn;
  };
  sso_issuer: {
    issuer: string;
    link_by_email: Generated<boolean>;
    changed_by: Generated<string | null>;
    changed_at: InstantColumn;
  };
  sso_link: {
    issuer: string;
    subject: string;
    user_id: string;
    linked_at: InstantColumn;
    used_at: InstantOrNullColumn;
    disabled_at: InstantOrNullColumn;
    disabled_by: Generated<string | null>;
  };
  sso_rule: {
    id: string;
    claim: string;
    test: string;
    value: string;
    role: string;
    body_id: Generated<string | null>;
    body_claim: Generated<string | null>;
    admin_meant: Generated<boolean>;
    valid_from: string;
    valid_until: Generated<string | null>;
    made_by: Generated<string | null>;
    made_at: InstantColumn;
  };
  task_force_seat: {
    body_id: string;
    kind: string;
    valid_from: string;
    valid_until: Generated<string | null>;
    basis: string;
  };
  warning_stage: {
    id: string;
    valid_from: string;
    valid_until: Generated<string | null>;
    percent: Generated<number | null>;
    hours: Generated<number | null>;
    least_days: Generated<number>;
    told: string[];
    urgent: boolean;
    source: string;
  };
  webhook_clock_mark: {
    clock_id: string;
    event: string;
    due_at: InstantColumn;
  };
  webhook_delivery: {
    id: Generated<string>;
    endpoint_id: string;
    event: string;
    subject: JsonColumn;
    event_at: InstantColumn;
    state: Generated<string>;
    tries: Generated<number>;
    next_at: InstantOrNullColumn;
    claimed_until: InstantOrNullColumn;
    last_at: InstantOrNullColumn;
    last_result: Generated<string | null>;
    last_ms: Generated<number | null>;
    created_at: InstantColumn;
  };
  webhook_endpoint: {
    id: string;
    body_id: string;
    url: string;
    events: string[];
    secret_locked: Buffer;
    old_secret_locked: Generated<Buffer | null>;
    old_secret_until: InstantOrNullColumn;
    created_by: string;
    created_at: InstantColumn;
    failing_since: InstantOrNullColumn;
    disabled_at: InstantOrNullColumn;
    disabled_why: Generated<string | null>;
    deleted_at: InstantOrNullColumn;
  };
  work_unit: {
    id: string;
    institution_id: string;
    parent_id: Generated<string | null>;
    code: string;
    name: string;
    path: string;
    import_id: Generated<string | null>;
  };
  'auth.auth_account': {
    id: Generated<string>;
    account_id: string;
    provider_id: string;
    user_id: string;
    access_token: Generated<string | null>;
    refresh_token: Generated<string | null>;
    id_token: Generated<string | null>;
    access_token_expires_at: InstantOrNullColumn;
    refresh_token_expires_at: InstantOrNullColumn;
    scope: Generated<string | null>;
    password: Generated<string | null>;
    created_at: InstantColumn;
    updated_at: InstantColumn;
  };
  'auth.auth_session': {
    id: Generated<string>;
    expires_at: InstantColumn;
    token: string;
    created_at: InstantColumn;
    updated_at: InstantColumn;
    ip_address: Generated<string | null>;
    user_agent: Generated<string | null>;
    user_id: string;
  };
  'auth.auth_two_factor': {
    id: Generated<string>;
    secret: string;
    backup_codes: string;
    user_id: string;
    verified: Generated<boolean | null>;
    failed_verification_count: Generated<number | null>;
    locked_until: InstantOrNullColumn;
  };
  'auth.auth_user': {
    id: Generated<string>;
    name: string;
    email: string;
    email_verified: boolean;
    image: Generated<string | null>;
    created_at: InstantColumn;
    updated_at: InstantColumn;
    two_factor_enabled: Generated<boolean | null>;
  };
  'auth.auth_verification': {
    id: Generated<string>;
    identifier: string;
    value: string;
    expires_at: InstantColumn;
    created_at: InstantColumn;
    updated_at: InstantColumn;
  };
}
