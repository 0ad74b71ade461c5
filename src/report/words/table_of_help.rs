//! The keys of the texts of help, of lists and of laws of recounts; what each is for is said by its English text.

words! {
    /// The help of every command, and what the command line says of arguments it cannot read.
    HelpWords {
        help_about help_long help_usage help_commands help_arguments help_options help_list help_run help_check
        help_simulate help_sweep help_merge help_plan help_risk help_draw help_schema help_help help_help_short
        help_help_summary help_help_more help_version help_lang help_start help_json_table help_json_page
        help_json_lines help_json_line help_scenario help_scenarios help_all help_seed_dice help_seed help_html
        help_listed help_full help_threads_count help_threads_work help_examples help_example help_table help_trials_table
        help_default help_possible help_default_possible help_exit_check help_trials help_method help_attack
        help_margin help_of help_risk_limit help_engine help_shard_trials help_out_part help_csv_rows
        help_parquet help_methods help_shard_auto help_ctrl_c
        help_grid help_out_folder help_shard_cells help_slurm help_shards help_csv_too help_grid_names
        help_grid_question help_in_folder help_exit_sweep help_dir help_exit_merge help_spec help_method_fits
        help_trials_plan help_discrepancies help_starts help_deadline help_plan_scenario help_plan_question
        help_file_json help_risk_examples help_tests help_test_values help_test_pairs help_test_counts
        help_test_rounds help_test_pair help_test_batches help_test_strata help_test_upset help_before help_before_nothing help_before_prior
        help_before_point help_before_zero help_risk_copy help_risk_answers
        help_manifest help_ids help_from help_to help_seed_public help_generator help_n help_percent help_skip
        help_replacement help_by help_stratum help_weight help_batch help_count help_digits help_order
        help_csv_draw help_generators help_longer help_tickets help_then help_error help_tip help_more
        help_values said_unexpected said_unexpected_value said_no_such_command said_similar_argument
        said_similar_arguments said_similar_command said_similar_commands said_similar_value said_as_value
        said_exists said_command_exists said_not_given said_twice said_not_with said_not_with_these
        said_not_with_others said_command_not_with said_invalid said_invalid_why said_none_given said_flag_value
        said_no_command said_list said_not_utf8 why_no_digits why_no_integer why_too_large why_too_small
        why_no_float why_empty_float why_not_in value_options value_command value_lang value_scenario
        value_scenarios value_text value_file value_method value_attack value_votes value_stage value_share
        value_engine value_grid value_dir value_rates value_date value_name value_what value_column value_order
        said_invalid_empty said_invalid_empty_why why_seed help_after help_sheet help_expect_cards
        help_expect_batches help_no_total_row help_known value_seed_n
        help_law help_law_rules help_law_all help_law_state help_law_office help_law_statewide help_law_votes help_law_date
        value_state value_office help_test_small help_short_all help_short_plan
    }
}

words! {
    /// What the law says of recounts.
    LawWords {
        automatic automatic_never automatic_unknown request request_never request_unknown who_loser who_candidate
        who_voters who_loser_voters who_candidate_voters who_somebody at_any at_tie at percent_or_less percent_below
        votes_or_less one_vote votes_below of_all of_two of_leader and or or_last cast_at_most cast_more_than
        cast_between by_machine by_hand as_at_first hand_sample as_chosen paid_public paid_asker paid_back
        paid_unknown paid_free seen undated not_verified ordered not_ordered not_asked may may_free may_paid if_it_is
        kind_any kind_statewide kind_federal_statewide kind_state_office kind_state_question kind_congress
        kind_legislature kind_local kind_local_question nobody_loses caption rules no_date since until audit_share
        audit_share_least audit_by_size audit_below audit_ballots audit_ballots_share audit_by_margin audit_below_margin audit_power
        audit_never audit_then audit_in_one audit_in_one_votes audit_together audit_together_or_equal audit_of_margin
        audit_extended audit_reversal audit_more audit_times audit_all audit_next
        asked_heading asked_on asked_margin asked_margin_one asked_votes asked_no_date asked_caption
    }
}

words! {
    /// What there is, by name: faults, formats and rules, in a line each.
    ListWords {
        fault_stale_mapping_shift fault_candidate_swap fault_contest_mapping_rotation fault_choice_unmapped
        fault_batch_not_scanned fault_memory_card_not_uploaded fault_unit_left_out fault_batch_scanned_twice
        fault_duplicate_upload fault_transcription fault_fold_line fault_marginal_marks fault_overvote_rule
        fault_misread fault_adversarial_flip fault_rotation_ignored fault_layout_shift fault_ink fault_write_in_double
        fault_adjudication_error fault_sticky_flag fault_scanner_reset fault_counter_overflow fault_bit_flip
        fault_negative_upload fault_test_data_left_in fault_vote_erased fault_undervote_stuffing fault_contest_hidden
        fault_contest_invented fault_records_withheld fault_batch_total_altered fault_batch_lost
        fault_ballot_not_found fault_recount_noise fault_recount_incomplete fault_ineligible_ballot
        fault_removed_ballot fault_misprinted_ballot format_scenarios format_manifests format_names format_document
        format_questions format_tables format_parquet format_page format_hashes format_slurm way_plurality
        list_faults_more list_more list_laws list_laws_audits list_laws_recounts
        care_exact_assumed care_careful care_careful_assumed care_batches care_batches_assumed care_hurried care_hurried_assumed care_single_pass
        care_as_hurried care_ad_hoc care_untrained care_about care_rates care_documented care_assumed
    }
}
