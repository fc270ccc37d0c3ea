/**
 * Every column of the database under a kind of data, with how it is protected at rest. A test compares this with the migrated database: a column
 * without a place here, or a place without a column, fails. Tables of the job queue are the library's and stand here by schema.
 */
import type { KindId } from './kinds.ts';
import type { ColumnGroup, Protection } from './register-types.ts';

type Group = ColumnGroup & readonly [KindId, Protection, string];

export const columns = {
  // The report
  'netra.report': [
    ['report-trail', 'keyed-hash', 'receipt_hash'],
    [
      'report-trail',
      'plain',
      'id submission_key kind intake_body_id case_id act_kind happened_on known_on region_id received_at recorded_at',
    ],
  ],
  'netra.report_words': [
    ['reporter-words', 'plain', 'report_id'],
    ['reporter-words', 'hpke', 'sealed'],
  ],
  'netra.report_identity': [
    ['reporter-identity', 'plain', 'report_id'],
    ['reporter-identity', 'hpke', 'sealed'],
  ],
  'netra.report_addition': [
    ['reporter-words', 'hpke', 'words_sealed'],
    ['reporter-identity', 'hpke', 'identity_sealed'],
    ['reporter-words', 'plain', 'id report_id case_id seq at recorded_at'],
  ],
  'netra.evidence': [
    ['evidence', 'hpke', 'name_sealed'],
    [
      'evidence',
      'plain',
      'id report_id answer_id addition_id intake_body_id position media_type size sha256 original_file working_file received_at recorded_at',
    ],
    ['unsent-upload', 'keyed-hash', 'draft_key'],
  ],
  'netra.file_to_remove': [['evidence', 'plain', 'name since']],
  // The case
  'netra.case_file': [
    [
      'case-trail',
      'plain',
      'id number origin status election_id contest_id origin_body_id holder_body_id region_id act_kind level row_ids opened_at closed_at due_at last_seq accused_count erased_at',
    ],
  ],
  'netra.case_access': [['case-trail', 'plain', 'case_id body_id since reads_to_seq']],
  'netra.case_event': [
    ['case-trail', 'plain', 'case_id seq kind body_id actor_user_id to_body_id status_after at recorded_at salt'],
    ['case-trail', 'commitment', 'commitment link'],
  ],
  'netra.case_event_content': [['case-writing', 'plain', 'case_id seq content']],
  'netra.case_accused': [
    ['accused-identity', 'locked', 'name_sealed details_sealed'],
    ['accused-identity', 'plain', 'case_id position status token_key post unit_name'],
  ],
  'netra.task_force_seat': [['system', 'plain', 'body_id kind valid_from valid_until basis']],
  'netra.case_part': [['case-trail', 'plain', 'case_id body_id part since ended_at']],
  'netra.case_lockout': [
    ['case-trail', 'plain', 'case_id user_id body_id at'],
    ['case-trail', 'locked', 'stake_locked'],
  ],
  'netra.case_no_stake': [['case-trail', 'plain', 'case_id user_id body_id at']],
  'netra.case_join': [
    ['case-trail', 'plain', 'id source_id target_id status_before joined_at joined_by split_at split_by'],
  ],
  'netra.case_separation': [
    ['case-trail', 'plain', 'case_id source_id root_id source_seq carried_to positions separated_at separated_by'],
  ],
  'netra.accused_token': [
    ['accused-identity', 'blind-index', 'token'],
    ['accused-identity', 'plain', 'case_id position kind'],
  ],
  'netra.accused_notice': [
    ['accused-notice', 'keyed-hash', 'code_hash'],
    [
      'accused-notice',
      'plain',
      'id case_id position seq body_id issued_by issued_at recorded_at valid_until sign_ins_left last_used_at ended_at ended_why',
    ],
  ],
  'netra.document': [
    [
      'case-trail',
      'plain',
      'id case_id kind position body_id reporter prepared_by prepared_at recorded_at discarded_at',
    ],
  ],
  'netra.document_version': [
    ['case-trail', 'plain', 'document_id version saved_by saved_at'],
    ['case-writing', 'locked', 'words_sealed'],
  ],
  'netra.document_issue': [
    [
      'case-trail',
      'plain',
      'document_id version case_id seq body_id year serial number issued_on issued_at issued_by check_code key_number signature salt',
    ],
    ['case-trail', 'commitment', 'pdf_sha256 commitment'],
    ['case-writing', 'locked', 'pdf_sealed'],
  ],
  'netra.document_end': [
    ['case-trail', 'plain', 'document_id what replaced_by ended_on ended_at ended_by'],
    ['case-writing', 'locked', 'reason_sealed'],
  ],
  'netra.accused_session': [
    ['visit', 'keyed-hash', 'token_hash'],
    ['visit', 'plain', 'notice_id created_at expires_at'],
  ],
  'netra.accused_answer': [
    ['accused-answer', 'locked', 'words_sealed'],
    ['accused-answer', 'plain', 'id notice_id case_id position seq at kind'],
  ],
  'netra.handover': [
    [
      'case-trail',
      'plain',
      'id case_id seq what from_body_id to_body_id sent_at sent_by opened_at opened_by accepted_at accepted_by returned_at returned_by opened_salt due_at due_rule due_provisional ended_at',
    ],
    ['case-trail', 'commitment', 'bundle_hash opened_commitment'],
  ],
  'netra.handover_manifest': [
    ['case-trail', 'plain', 'handover_id salt parts'],
    ['case-trail', 'commitment', 'sha256'],
  ],
  'netra.referral': [
    [
      'case-trail',
      'plain',
      'id case_id seq kind from_body_id to_body_id sent_at sent_by salt parts basis confidence due_at due_rule due_provisional opened_at opened_by accepted_at accepted_by returned_at returned_by return_category ended_at',
    ],
    ['case-trail', 'commitment', 'bundle_hash sha256'],
    ['case-writing', 'locked', 'return_locked'],
  ],
  'netra.referral_receipt': [
    ['case-trail', 'plain', 'referral_id state on_day at letter_number sha256 recorded_at recorded_by'],
  ],
  'netra.referral_file': [['case-trail', 'plain', 'manifest_sha256 referral_id encrypted_to made_at made_by']],
  'netra.register_export': [
    ['case-trail', 'plain', 'id register body_id format row_count sha256 made_at recorded_at made_by'],
  ],
  'netra.register_export_step': [['case-trail', 'plain', 'export_id case_id seq']],
  'netra.facility': [
    [
      'facility',
      'plain',
      'id no institution_id region_id kind name mark place capacity for_hire state import_id made_by made_at',
    ],
  ],
  'netra.advice_question': [
    ['advice', 'keyed-hash', 'pass_hash'],
    ['advice', 'hpke', 'words_sealed own_sealed answer_sealed answer_copy'],
    [
      'advice',
      'plain',
      'id asker_key body_id received_on due_on warn_on nature basis answered_on answered_by touched_on',
    ],
  ],
  'netra.advice_desk': [
    ['system', 'plain', 'body_id public_key opened_at closed_at'],
    ['system', 'locked', 'private_key_wrapped'],
    ['accountability', 'plain', 'opened_by'],
  ],
  'netra.advice_target': [
    ['system', 'plain', 'valid_from limit_days unit warn_days nature basis recorded_at shown_weekday shown_after_days'],
  ],
  'netra.advice_published': [
    [
      'accountability',
      'plain',
      'id number body_id question answer rules confidence marks written_by written_at changed_by released_by released_on shown_from reviewed_by reviewed_on withdrawn_by withdrawn_on words',
    ],
  ],
  'netra.office_holder': [
    [
      'accountability',
      'plain',
      'id institution_id post title name from_day until_day source entered_by entered_at ended_by',
    ],
  ],
  'netra.accountability_day': [['system', 'plain', 'institution_id on_day figures made_at']],
  'netra.accountability_count': [['system', 'plain', 'institution_id what at set_on']],
  'netra.institution_reply': [
    [
      'accountability',
      'plain',
      'id institution_id version words written_by written_on approved_by approved_on refused_by refused_on',
    ],
  ],
  'netra.self_assessment': [
    [
      'accountability',
      'plain',
      'id institution_id period version questions figures started_by started_on signed_by signed_on signed_as',
    ],
  ],
  'netra.self_assessment_answer': [
    ['accountability', 'plain', 'assessment_id question level words links written_by written_at'],
  ],
  'netra.self_assessment_file': [
    ['accountability', 'locked', 'name_sealed content_sealed'],
    ['accountability', 'plain', 'id assessment_id question media_type size sha256 uploaded_by uploaded_at'],
  ],
  'netra.access_side': [
    ['facility', 'locked', 'name_sealed'],
    ['facility', 'blind-index', 'name_token'],
    ['facility', 'plain', 'id institution_id election_id contest_id kind letter party_name made_by made_at'],
  ],
  'netra.facility_request': [
    ['facility', 'locked', 'words_sealed'],
    [
      'facility',
      'plain',
      'id submission_key institution_id facility_id asker side_id purpose use_region_id from_at to_at asked_at entered_at entered_by recorded_at',
    ],
  ],
  'netra.facility_answer': [
    ['facility', 'locked', 'words_sealed'],
    ['facility', 'plain', 'request_id institution_id outcome reason answered_at answered_by recorded_at'],
  ],
  'netra.facility_booking': [
    [
      'facility',
      'plain',
      'id facility_id facility_no institution_id kind request_id from_at to_at note made_by made_at ended_at ended_by',
    ],
  ],
  'netra.facility_loan_event': [
    ['facility', 'locked', 'words_sealed'],
    ['facility', 'plain', 'booking_id institution_id kind at odometer condition written_by recorded_at'],
  ],
  'netra.campaign_event': [
    [
      'facility',
      'plain',
      'id region_id election_id contest_id kind place from_at to_at source import_id made_by made_at ended_at ended_by',
    ],
  ],
  'netra.access_alert': [
    ['facility', 'plain', 'id institution_id kind election_id contest_id week key facts raised_at recorded_at'],
  ],
  'netra.access_alert_note': [
    ['facility', 'locked', 'words_sealed'],
    ['facility', 'plain', 'id alert_id institution_id kind body_id written_by at recorded_at'],
  ],
  'netra.facility_feed': [
    ['facility', 'keyed-hash', 'token_hash'],
    ['facility', 'plain', 'user_id made_at'],
  ],
  'netra.outreach_kit': [
    [
      'system',
      'plain',
      'id submission_key code body_id election_id stage duty headline statements extra target lang formats made_on made_at withdrawn_on',
    ],
  ],
  'netra.outreach_visit': [['system', 'plain', 'kit_id on_day visits']],
  'netra.party_participant': [
    ['party', 'locked', 'contact_sealed'],
    ['party', 'plain', 'id election_id kind public_name valid_from valid_until import_id made_by made_at'],
  ],
  'netra.party_notice': [['party', 'plain', 'id election_id version content sha256 made_by made_at']],
  'netra.party_delivery': [
    ['party', 'keyed-hash', 'code_hash'],
    ['party', 'plain', 'id notice_id participant_id sent_at sent_by'],
  ],
  'netra.party_letter': [['party', 'plain', 'delivery_id nth at']],
  'netra.party_acknowledgement': [['party', 'plain', 'delivery_id at sha256']],
  'netra.campaign_team_member': [
    ['campaign-team', 'locked', 'details_sealed'],
    ['campaign-team', 'blind-index', 'number_token name_tokens'],
    ['campaign-team', 'plain', 'id participant_id valid_from valid_until import_id made_by made_at'],
  ],
  'netra.prevention_work': [
    ['prevention', 'locked', 'content_sealed'],
    ['prevention', 'plain', 'id submission_key body_id election_id kind on_day people made_by made_at'],
  ],
  'netra.prevention_presence': [['prevention', 'plain', 'work_id position office people']],
  'netra.prevention_signatory': [['prevention', 'plain', 'work_id position role']],
  'netra.prevention_photo': [
    ['prevention', 'locked', 'picture_sealed alt_sealed'],
    ['prevention', 'plain', 'id work_id sha256 size made_by made_at'],
  ],
  'netra.prevention_commitment': [
    ['prevention', 'locked', 'words_sealed'],
    ['prevention', 'plain', 'id work_id position by_body_id body_id owner_role due_on made_at remind_for'],
  ],
  'netra.prevention_followup': [
    ['prevention', 'locked', 'words_sealed'],
    ['prevention', 'plain', 'commitment_id seq kind on_day new_due body_id written_by at'],
  ],
  'netra.prevention_reminder': [['prevention', 'plain', 'commitment_id due_on stage at']],
  'netra.exchange_file': [['case-trail', 'plain', 'manifest_sha256 handover_id encrypted_to made_at made_by']],
  'netra.exchange_import': [
    [
      'case-trail',
      'plain',
      'id case_id handover_id body_id from_body_id foreign_handover foreign_number manifest_sha256 manifest imported_at imported_by',
    ],
  ],
  'netra.exchange_piece': [
    ['case-writing', 'plain', 'import_id part piece'],
    ['case-writing', 'locked', 'locked'],
  ],
  'netra.exchange_ack': [['case-trail', 'plain', 'handover_id rank state note imported_at imported_by']],
  'netra.clock': [
    [
      'case-trail',
      'plain',
      'id case_id procedure_id step_id body_id zone started_at due_at skipped provisional nature basis confidence rulebook_version state ended_at',
    ],
    ['case-writing', 'plain', 'reason'],
  ],
  'netra.clock_standstill': [
    [
      'case-trail',
      'plain',
      'id clock_id case_id stopped_seq stopped_at stopped_on resumed_seq resumed_at resumed_on carried_from recorded_at until_on',
    ],
    ['case-writing', 'plain', 'stopped_basis resumed_basis'],
  ],
  'netra.due_warning': [['case-trail', 'plain', 'clock_id due_at stage at recorded_at']],
  'netra.due_warning_person': [['case-trail', 'plain', 'clock_id due_at stage user_id told_as']],
  'netra.clock_change': [
    [
      'case-trail',
      'plain',
      'id clock_id case_id at recorded_at by_user law_revision due_before due_after skipped_before provisional_before provisional_after rulebook_before rulebook_after reason_id reason_en',
    ],
  ],
  // Shared work
  'netra.case_search': [['case-writing', 'plain', 'case_id upto tsv']],
  'netra.case_search_due': [['case-trail', 'plain', 'case_id since']],
  'netra.search_lexicon': [
    ['case-writing', 'locked', 'sealed'],
    ['case-writing', 'plain', 'id'],
  ],
  'netra.saved_search': [
    ['case-writing', 'locked', 'sealed'],
    ['case-trail', 'plain', 'id user_id alert created_at looked_at'],
  ],
  'netra.saved_search_match': [['case-trail', 'plain', 'search_id case_id since']],
  'netra.case_note': [
    ['case-writing', 'locked', 'words_sealed'],
    ['case-writing', 'plain', 'id case_id body_id author_id at recorded_at corrects'],
  ],
  'netra.case_mention': [['case-trail', 'plain', 'note_id user_id case_id body_id at']],
  'netra.case_assignment': [
    [
      'case-trail',
      'plain',
      'id case_id body_id user_id deputy_id assigned_by assigned_at recorded_at ended_at ended_by ended_why',
    ],
  ],
  'netra.activity_seen': [['case-trail', 'plain', 'user_id seen_at']],
  'netra.bulk_act': [
    ['case-trail', 'plain', 'id user_id body_id kind vote to_body_id prepared_at started_at ended_at'],
  ],
  'netra.bulk_act_item': [['case-trail', 'plain', 'bulk_id case_id position seq left_out outcome']],
  'netra.case_hold': [
    ['case-trail', 'plain', 'id case_id placed_by placed_at lifted_by lifted_at'],
    ['case-writing', 'plain', 'reason'],
  ],
  'netra.disposal': [
    [
      'case-trail',
      'plain',
      'id case_id proposed_by proposed_at confirmed_by confirmed_at withdrawn_by withdrawn_at done_at',
    ],
    ['case-writing', 'plain', 'reason'],
  ],
  'netra.disposal_log': [['case-trail', 'plain', 'id at kind how_many case_id disposal_id']],
  'netra.audit': [['audit', 'plain', 'id at user_id body_id what access case_id target']],
  // People at work
  'auth.auth_user': [
    ['staff-account', 'plain', 'id name email email_verified image created_at updated_at two_factor_enabled'],
  ],
  'auth.auth_session': [
    ['session', 'plain', 'id expires_at token created_at updated_at ip_address user_agent user_id'],
  ],
  'auth.auth_account': [
    ['staff-account', 'password-hash', 'password'],
    [
      'staff-account',
      'plain',
      'id account_id provider_id user_id access_token refresh_token id_token access_token_expires_at refresh_token_expires_at scope created_at updated_at',
    ],
  ],
  'auth.auth_verification': [['short-code', 'plain', 'id identifier value expires_at created_at updated_at']],
  'auth.auth_two_factor': [
    ['staff-account', 'locked', 'secret backup_codes'],
    ['staff-account', 'plain', 'id user_id verified failed_verification_count locked_until'],
  ],
  'netra.member': [
    ['staff-account', 'plain', 'id user_id body_id role valid_from valid_until origin barred invited_by represents'],
  ],
  'netra.leaving': [
    ['staff-account', 'plain', 'id user_id last_day reason decided_by decided_at withdrawn_by withdrawn_at ended_at'],
  ],
  'netra.account_use': [['session', 'plain', 'user_id signed_in_at']],
  'netra.account_recovery': [
    [
      'staff-account',
      'plain',
      'id user_id reason proposed_by proposed_at delayed confirmed_by confirmed_at link_from link_until used_at stopped_by stopped_at',
    ],
    ['staff-account', 'keyed-hash', 'link_hash'],
  ],
  'netra.passkey': [
    ['staff-account', 'plain', 'id user_id credential_id public_key sign_count transports synced name made_at used_at'],
  ],
  'netra.recovery_code': [
    ['staff-account', 'keyed-hash', 'code_hash'],
    ['staff-account', 'plain', 'user_id made_at used_at'],
  ],
  'netra.session_mark': [
    ['session', 'plain', 'session_id user_id way strong_at device wrong_tries issuer subject provider_session'],
  ],
  'netra.office_post': [
    ['staff-account', 'plain', 'id body_id user_id post valid_from valid_until given_by ended_by recorded_at'],
  ],
  'netra.absence': [
    [
      'staff-account',
      'plain',
      'id body_id user_id from_day until_day kind deputy_user_id entered_by recorded_at ended_at',
    ],
  ],
  'netra.calendar_feed': [
    ['staff-account', 'keyed-hash', 'token_hash'],
    ['staff-account', 'plain', 'user_id with_numbers made_at last_used_on'],
  ],
  'netra.sso_link': [['staff-account', 'plain', 'issuer subject user_id linked_at used_at disabled_at disabled_by']],
  'netra.sso_issuer': [['system', 'plain', 'issuer link_by_email changed_by changed_at']],
  'netra.sso_rule': [
    [
      'system',
      'plain',
      'id claim test value role body_id body_claim admin_meant valid_from valid_until made_by made_at',
    ],
  ],
  'netra.invitation': [
    ['invitation', 'keyed-hash', 'token_hash'],
    ['invitation', 'plain', 'body_id role email name invited_by created_at expires_at used_at mailed'],
  ],
  'netra.pledge': [
    [
      'pledge',
      'plain',
      'id user_id person_id body_id election_id text_version certificate_number signed_at recorded_at salt campaign_id ceremony_id assurance offline same_as',
    ],
    ['pledge', 'commitment', 'commitment'],
  ],
  'netra.pledge_campaign': [
    [
      'pledge',
      'plain',
      'id institution_id body_id election_id text_version opened_by opened_at closes_at closed_at closed_by',
    ],
  ],
  'netra.pledge_code': [
    ['pledge', 'keyed-hash', 'token'],
    ['pledge', 'plain', 'campaign_id person_id channel user_id made_at expires_at'],
  ],
  'netra.pledge_ceremony': [['pledge', 'plain', 'id campaign_id opened_by opened_at ends_at']],
  'netra.pledge_presence': [['pledge', 'plain', 'ceremony_id person_id']],
  'netra.pledge_declined': [
    ['pledge', 'locked', 'reason_sealed'],
    ['pledge', 'plain', 'id campaign_id person_id at'],
  ],
  'netra.pledge_tally': [['pledge', 'plain', 'id campaign_id assurance offline signed']],
  'netra.roster_account': [['pledge', 'plain', 'person_id user_id linked_at']],
  'netra.pledge_mailing': [
    ['pledge', 'plain', 'id campaign_id channel asked_by asked_at after_person letters without_address done_at'],
  ],
  'netra.pledge_reminder': [['pledge', 'plain', 'campaign_id number due_on after_person done_at']],
  'netra.coverage_group': [['pledge', 'plain', 'id election_id institution_id unit_id about made_on']],
  'netra.coverage_member': [['pledge', 'plain', 'election_id person_id group_id']],
  'netra.coverage_day': [['pledge', 'plain', 'group_id on_day kind rate']],
  'netra.coverage_total': [['pledge', 'plain', 'institution_id election_id on_day ways declined']],
  'netra.roster_look': [['audit', 'plain', 'id person_id user_id body_id what at']],
  'netra.lesson_run': [
    ['lesson', 'plain', 'user_id lesson election_id round answers right_first started_on finished_on'],
  ],
  'netra.roster_person': [
    ['roster', 'keyed-hash', 'number_token details_mark'],
    ['roster', 'locked', 'details_sealed'],
    ['roster', 'plain', 'id institution_id unit_id kind duty import_id since ended_at'],
  ],
  'netra.roster_history': [
    ['roster', 'keyed-hash', 'details_mark'],
    ['roster', 'locked', 'details_sealed'],
    [
      'roster',
      'plain',
      'import_id person_id what institution_id unit_id kind duty since ended_at to_institution_id at',
    ],
  ],
  'netra.roster_staged': [
    ['roster', 'keyed-hash', 'number_token details_mark'],
    ['roster', 'locked', 'details_sealed'],
    ['roster', 'plain', 'import_id position part institution_id unit_no is_pppk duty'],
  ],
  'netra.roster_import_error': [['roster', 'plain', 'import_id position column reason masked']],
  'netra.mail': [
    ['mail', 'locked', 'sealed'],
    [
      'mail',
      'plain',
      'id template user_id dedupe state tries queued_at due_at claimed_at sent_with ended_at error_class fingerprint',
    ],
  ],
  'netra.mail_address': [['mail', 'plain', 'user_id bounces paused_at error_class']],
  'netra.mail_caught': [['mail', 'plain', 'number at receiver message']],
  'netra.mail_preference': [['mail', 'plain', 'user_id work lang']],
  'netra.mail_setting': [
    ['system', 'keyed-hash', 'code_hash'],
    [
      'system',
      'plain',
      'one fingerprint confirmed_fingerprint confirmed_at confirmed_by code_tries code_expires_at code_mail paused_at last_error last_error_at last_sent_at',
    ],
  ],
  'netra.media_item': [
    [
      'media',
      'plain',
      'id content_hash source_name title published_on event_on kind body extracted repeats_itself duplicate_of added_at',
    ],
  ],
  // Programs
  'netra.api_token': [
    ['program', 'keyed-hash', 'token_hash'],
    [
      'program',
      'plain',
      'id body_id role name scopes days asked_by asked_at issued_by issued_at user_id hint expires_at last_used_on revoked_by revoked_at',
    ],
  ],
  'netra.api_answer': [
    ['program', 'locked', 'answer'],
    ['program', 'plain', 'user_id key operation request_hash created_at'],
  ],
  'netra.webhook_endpoint': [
    ['program', 'locked', 'secret_locked old_secret_locked'],
    [
      'program',
      'plain',
      'id body_id url events old_secret_until created_by created_at failing_since disabled_at disabled_why deleted_at',
    ],
  ],
  'netra.webhook_delivery': [
    [
      'program',
      'plain',
      'id endpoint_id event subject event_at state tries next_at claimed_until last_at last_result last_ms created_at',
    ],
  ],
  'netra.webhook_clock_mark': [['program', 'plain', 'clock_id event due_at']],
  // Data protection itself
  'netra.privacy_request': [
    ['request', 'locked', 'words_locked answer_locked'],
    [
      'request',
      'plain',
      'id kind subject user_id case_id position notice_id report_id asked_at due_at answered_at answered_by outcome exception',
    ],
  ],
  'netra.reading_day': [['audit', 'plain', 'user_id on_day body_id cases usual raised_at looked_at looked_by']],
  'netra.incident': [
    [
      'incident',
      'plain',
      'id title found_at opened_at opened_by kinds people due_at warned_at authority_told_at people_told_at closed_at',
    ],
  ],
  'netra.incident_entry': [['incident', 'plain', 'id incident_id at by_user kind words']],
  // Data of the law, as files
  'netra.import': [
    [
      'import',
      'plain',
      'id kind status file_name file_hash format header mapping checked row_count problem_count outcome created_by created_at expires_at applied_by applied_at withdrawn_by withdrawn_at withdraw_reason',
    ],
  ],
  'netra.import_row': [['import', 'plain', 'import_id position cells problems']],
  // Nobody's
  'netra.work_unit': [['system', 'plain', 'id institution_id parent_id code name path import_id']],
  'netra.roster_staged_unit': [
    ['system', 'plain', 'import_id unit_no institution_id code name parent_code first_position unit_id'],
  ],
  'netra.roster_import': [
    [
      'system',
      'plain',
      'import_id state institution_id is_full path shape file_bytes position last_row rows_read bad_rows staged_rows roster_revision failure undo_by undo_reason attempt beat_at started_at finished_at',
    ],
  ],
  'netra.roster_import_part': [
    ['system', 'plain', 'import_id step part added changed moved returned left_out same repeated'],
  ],
  'netra.roster_import_count': [
    ['system', 'plain', 'import_id institution_id added changed moved_in moved_out returned left_out'],
  ],
  'netra.roster_count': [['system', 'plain', 'institution_id unit_id kind people id']],
  'netra.roster_revision': [['system', 'plain', 'single number']],
  'netra.warning_stage': [['system', 'plain', 'id valid_from valid_until percent hours least_days told urgent source']],
  'netra.body': [
    ['system', 'locked', 'seal_private_key_wrapped'],
    ['system', 'plain', 'id code kind name level jurisdiction_id zone valid_from valid_until seal_public_key outside'],
  ],
  'netra.document_kind': [
    ['system', 'plain', 'code valid_from valid_until name_id name_en layout roles reporter basis classification parts'],
  ],
  'netra.document_letterhead': [
    ['system', 'plain', 'id body_id valid_from heading address place code pattern recorded_by recorded_at'],
    ['staff-account', 'plain', 'signer_post signer_name signer_number'],
  ],
  'netra.document_key': [
    ['system', 'locked', 'private_wrapped'],
    ['system', 'plain', 'number public_key made_at ended_at'],
  ],
  'netra.jurisdiction': [['system', 'plain', 'id code name level parent_id path']],
  'netra.body_stand_in': [['system', 'plain', 'id body_id stand_in_body_id valid_from valid_until basis recorded_at']],
  'netra.referral_authority': [
    [
      'system',
      'plain',
      'kind valid_from valid_until to_kind basis confidence answer_within answer_unit answer_nature answer_basis',
    ],
  ],
  'netra.casework_target': [['system', 'plain', 'step_id valid_from valid_until within unit basis']],
  'netra.handover_route': [
    [
      'system',
      'plain',
      'step from_kind to_kind to_level reach valid_from valid_until basis accept_within accept_unit accept_nature accept_basis',
    ],
  ],
  'netra.exchange_signing_key': [['system', 'plain', 'number verifier signs_from signs_until']],
  'netra.exchange_office_key': [
    ['system', 'locked', 'identity_locked'],
    ['system', 'plain', 'body_id recipient made_at'],
  ],
  'netra.exchange_peer': [['system', 'plain', 'id body_id verifier recipient added_at added_by ended_at ended_by']],
  'netra.setting': [['system', 'plain', 'key value']],
  'netra.law_addition': [
    [
      'system',
      'plain',
      'id revision kind key payload source_publisher source_on confidence valid_from valid_until import_id created_by created_at withdrawn_by withdrawn_at',
    ],
  ],
  'netra.law_revision': [['system', 'plain', 'single number']],
  'netra.log_waiting': [
    ['system', 'plain', 'queued batch'],
    ['system', 'commitment', 'commitment'],
  ],
  'netra.log_place': [
    ['system', 'commitment', 'commitment'],
    ['system', 'plain', 'leaf'],
  ],
  'netra.log_state': [['system', 'plain', 'one origin size last_tick']],
  'netra.log_tile': [['system', 'plain', 'level index hashes']],
  'netra.log_entries': [['system', 'commitment', 'index entries']],
  'netra.log_checkpoint': [['system', 'plain', 'size root at note']],
  'netra.log_key': [['system', 'plain', 'number verifier signs_from signs_until']],
  'netra.log_entry': [
    ['system', 'commitment', 'commitment'],
    ['system', 'plain', 'about salt entry at'],
  ],
  'netra.rate_limit': [['system', 'plain', 'key points expire']],
  'netra.process_seen': [['system', 'plain', 'part at']],
  'netra.public_figures': [['system', 'plain', 'one day figures']],
} as const satisfies Readonly<Record<string, readonly Group[]>>;

/** Schemas whose tables belong to a library; all of their columns are of one kind. */
export const librarySchemas = { jobs: 'jobs' } as const satisfies Readonly<Record<string, KindId>>;

/**
 * Columns that lie open although a reporter or an accused person stands behind the row, each with the reason. A column that can hold words and is
 * not here must be locked: the test refuses it.
 */
export const openReasons: Readonly<Record<string, string>> = {
  'netra.report.kind': 'laporan or informasi-awal',
  'netra.report.act_kind': 'one of a list; says nothing of the reporter',
  'netra.evidence.media_type': 'one of four types',
  'netra.evidence.original_file': 'a random name on the disk',
  'netra.evidence.working_file': 'a random name on the disk',
  'netra.file_to_remove.name': 'a random name on the disk',
  'netra.case_event_content.content':
    'Words of officers. The database itself hashes them to check seals (`netra ledger check`, which knows no secret), and reads facts to rehearse rulebooks. They may name people: disks and backups are encrypted, the second wall shows them by office and step, and they are erased with the case.',
  'netra.exchange_piece.part': 'a name of a list, or evidence/ with a number',
  'netra.clock.reason': 'Why a limit was stopped or lengthened, as the page shows it; never a name by its form.',
  'netra.clock_standstill.stopped_basis':
    'The article or letter on which a limit was stopped; the database counts with it when a decree moves limits. Emptied when the case is erased.',
  'netra.clock_standstill.resumed_basis': 'The same, on which it went on.',
  'netra.case_search.tsv':
    'Stems of words of officers, which lie open beside it, without the names of accused; what comes from posts and units is hashed with a key. Erased with the case.',
  'netra.case_hold.reason': 'Why nothing may be disposed of; read by people of the case alone.',
  'netra.disposal.reason': 'Why something is disposed of; read by people of the case alone.',
  'netra.case_accused.status': 'one of a list (pns, pppk, …)',
  'netra.case_accused.post': 'Empty: a constraint refuses a value; rows from before are locked at the start.',
  'netra.case_accused.unit_name': 'Empty, as above.',
  'netra.accused_token.kind': 'word or nip',
  'netra.accused_answer.kind': 'answer, objection or appeal',
  'netra.accused_notice.ended_why': 'one of a list',
  'netra.privacy_request.kind': 'one of a list',
  'netra.privacy_request.subject': 'one of a list',
  'netra.privacy_request.outcome': 'one of a list',
  'netra.privacy_request.exception': 'one of a list of exceptions of the law',
};
