//! The keys of all texts; what each is for is said by its English text.

use super::table_of_help::{HelpWords, LawWords, ListWords};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($key:ident)* } $(and $($group:ident: $type:ident)*)?) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub(crate) struct $name {
            $(pub(crate) $key: &'static str,)*
            $($(pub(crate) $group: $type,)*)?
        }

        impl $name {
            /// Every key with its text.
            pub(super) fn all(&self) -> Vec<(&'static str, &'static str)> {
                [
                    vec![$((stringify!($key), self.$key)),*],
                    $($(self.$group.all(),)*)?
                ]
                .concat()
            }
        }
    };
}

words! {
    /// The texts of one language: those of the pages and of both pages and terminal, and those of the terminal by subject.
    Words {
    again_heading again_command again_line all_synthetic ballots_synthetic ballots_are_synthetic footer happened_heading ballots_on_paper
    batches contests contest counts_made undetected tie_of
    winners_and_tie quote quote_on_page counts_heading
    counts_note on_paper vote_for lead_title lead_caption lead_axis lead_over nobody_loses a_tie paper_says
    voters_wanted counts_caption other_contests count counted_by date by_machine by_hand by_ruling by_stands others would_be_seen_by
    no_vote too_many undervotes overvotes ballots_counted lost_votes lost_votes_of_several set_aside ahead noticed_heading no_fault nothing_wrong seen_by seen_by_nobody changed_nothing as_it_was
    checks_heading checks_caption check check_made check_shows check_reconciliation check_completeness check_tapes
    check_plausibility yes no nothing and_more law_heading beyond_heading beyond_why
    beyond_seen_by beyond_always published_heading published_caption by_hand_heading by_hand_caption published
    expected figure model agrees source sources equal within differs worked_by_hand to_every_digit assumed_heading
    lesson_heading audits_heading audits_note audits_caption observed_caption ballots_drawn method cards_looked_at
    of_cards rounds p_value differing hours cost outcome outcome_confirmed outcome_confirmed_wrong outcome_measured outcome_full_count
    not_the_paper upset promise_of promise_risk_limit promise_posterior promise_nothing promise_full_count audit_notes
    counted_since card_number reported_read one_sample all_contests an_audit
    work_heading work_note work_caption work_of person_hours other_rule work_rates cost_wages cost_all_in where_heading where_nowhere where_note
    where_caption where_more batches_off of_batches votes_off recorded_otherwise in_totals off_counts letter origin origin_several origin_hand
    origin_stands origin_not_counted origin_reading map_caption map_caption_many map_desc origins_caption
    squares_in_numbers squares_caption square batch_first totals_note elsewhere_note risk_title risk_caption cards_drawn round
    rounds_caption more_in_json map_caption_again map_caption_many_again in_numbers strips_caption strips_heading
    strips_title strips_table cards_axis median mean most chances_heading chances_title chances_caption
    chances_caption_wrong chances_table share_of_trials full_counts confirmed_share noticed interval confirmed_wrong
    promise to trials methods sim_title sim_title_laws laws_within lies_within partial sim_question more_contests_in_json
      hours_mean hours_median hours_most cost_mean cost_median cost_most
    sim_work_caption wrong_stands together_heading together_note promises_heading boards_slip plan_title plan_question
    cheapest_mark late_mark risk_limit boards_at_a_time people_per_board hours_a_day
    work_begins deadline deadline_days cards days cards_mean cards_most
    rehearsed_heading rounds_heading rounds_title rounds_chart_caption in_first in_second
    in_third in_later full_count_in_the_end not_known chance law exact exact_first_only exact_to no_later_than
    rounds_exact calendar_heading calendar_caption full_count_ends after_all_years
    places_heading places_title places_caption cards_to_pull batches_to_pull place containers at_least_95 at_most_95
    gallery_title gallery_question gallery_events gallery_faults gallery_size risk_caption_again
    }
    and
    headline: HeadlineWords
    terminal: TerminalWords
    audits: AuditWords
    plan: PlanWords
    attack: AttackWords
    draw: DrawWords
    sweep: SweepWords
    desk: DeskWords
    told: ToldWords
    complaints: ComplaintWords
    help: HelpWords
    lists: ListWords
    procedures: ProcedureWords
    shards: ShardWords
    manifest: ManifestWords
    rules: RuleWords
    laws: LawWords
}

words! {
    /// First lines: of a life, of many trials, of attacks.
    HeadlineWords {
        word_confirmed word_corrected word_wrong_and_confirmed word_undetected word_not_corrected word_measured_wrong word_paper_is_wrong word_would_be_overturned word_totals_off word_not_confirmed
        word_nobody_looked word_measured_right word_machines_alone
        corrected_says corrected_lead_off mended_by_audit last_word paper_is_wrong mishap_unseen checks_passed
        only_names still_names last_names names_now audit_names fault_unseen one_machine_count machines_counted
        word_part_looked part_counted sample_not_confirming confirmed_and_wrong_if_held miscounted_if_held measured_right measured_wrong namely asked_wrong
        asked_right asked_none totals_off totals_seen totals_unseen totals_would_show exhibit_confirmed_wrong_if_held
        seen_not_mended nobody_looked every_count_names one_fault faults faults_found_only faults_found_missed
        voters_had_chosen paper_is_wrong_too earlier_lead_off last_lead_off confirmed_and_wrong miscounted more_ballots fewer_ballots ballots_of
        other_contests outcome_right outcome_wrong no_trial in_trials in_one_trial by_laws none_limits all_cards one_method
        tie apart_from_it fewest may_be_chance nobody_confirmed within_95 confirmed_all_the_same often_trials often_law above_limit
        wrong_stands_after looked_all_the_same looked_at shared_all shared_work shared_least shared_tie one_sample_ends
        ends_of end_confirmed end_full end_measured measured_never measured_in measured_never_wrong measured_in_wrong lie_stands stands_measured stands_counted
        hardly_tried try_margin nothing_tried nobody_fooled fooled fooled_often as_often fooled_in its_limit never_fooled
        exhibit_confirmed_wrong wrong_confirmed_in confirmed_wrong_pages confirmed_wrong_check
        confirmed_wrong_in_all
    }
}

words! {
    /// The page of one life on a terminal.
    TerminalWords {
        made_by again seats on_paper count by date hand others no_vote ballots_counted set_aside ahead lead_caption nobody seen_by
        seen_by_nobody seen_if_held changed_no_count befell befell_fewer misrecorded votes_off of_contest as_it_was checks_heading reconciliation
        completeness tapes plausibility made not_made would_show_nothing work_heading one_person_hour person_hours
        found_by undetected beyond_says contest figure published expected model source differs
    }
}

words! {
    /// Audits on a terminal: of one life, of many, and what each method would have seen.
    AuditWords {
        observed_heading observed_says no_p_value measured_risk published_same published_differs heading before contest
        method cards_looked_at of rounds p_value differ hours cost outcome upset_is upset one_sample promise_of of_limit
        promise_risk_limit promise_posterior promise_nothing promise_full_count measured_only counted_names
        counted_names_wrong counted_since read_only nobody_held held_by_law found_unlisted found_report found_missing found_slip heading_one_sample of_one_sample anew same_programme strikes_again strikes_no_more
        lies_in of_trials of_laws partial reported cards_mean median noticed full_count confirmed_wrong within interval95
        right wrong confirmed measured of_n ballots_in_full one_sample_rows from_to wrong_stands_trials wrong_stands_audits by_slips needs_and_promises laws_within by_engines drawn_apart
        and_engine one_sample_for_all on_top caught_heading scenario winner votes off
    }
}

words! {
    /// Sentences of other rooms, each with its gaps: what they say in English stands here to be said again.
    ToldWords {
        place_everywhere place_in_batch place_in place_at place_modes place_in_modes place_at_modes place_in_at names_more
        modes_mail modes_early modes_election_day modes_two adjudication_error adversarial_flip batch_not_scanned
        batch_scanned_twice batch_scanned_again batch_total_altered bit_flip candidate_swap choice_unmapped contest_hidden
        contest_invented contest_mapping_rotation counter_overflow duplicate_upload_kept duplicate_upload fold_line ink
        layout_shift layout_shift_lands marginal_marks memory_card_not_uploaded misread negative_upload overvote_void
        overvote_first overvote_darkest records_withheld rotation_ignored scanner_reset stale_above stale_below
        sticky_flag test_data_left_in transcription undervote_stuffing unit_left_out vote_erased write_in_double
        one_not_found some_not_found batch_lost broken_off_one broken_off no_noise noise_missed noise_misread noise_both
        saw_reconciliation saw_completeness saw_tapes saw_plausibility saw_audit shows_nothing shows_more_votes
        shows_negative shows_no_votes shows_ballots shows_tapes
        law_hand_counted_within law_loser_waive law_county_board_recount law_not_special_districts law_state_order_one
        law_not_neighborhood_commissions law_limit_ward law_bill_2025_would law_only_over_undervotes
        law_state_order_one_b law_complaint_supreme_court law_counts_most_quarter law_not_president law_not_governor
        law_only_absentee_early law_petition_say_recount law_limit_county_office law_state_senate_only
        law_candidate_believe_fraud law_voters_believe_there law_more_votes_than law_1_was_filed
        law_recount_sample_hand law_fees_law_higher law_limit_county_office_b law_not_district_attorney
        law_except_villages law_1_an_amendment law_each_election_district law_memories_are_read
        law_not_schools_townships law_court_order_one law_5_one_two law_votes_each_seat law_state_representatives_only
        law_town_city_offices law_within_1_votes law_claim_error
        ineligible_says ineligible_unseen ineligible_seen_by misprinted_says misprinted_unseen
        misprinted_seen_by removed_says removed_unseen removed_seen_by adds_up sums_tallies sums_records sums_both
        pair_over needs_nothing needs_tallies needs_records needs_records_or_sums why_needs why_read_all why_no_unit
        why_machines_differ why_differences why_share why_draws_cards why_draws_batches why_round why_rounds why_totals
        why_below_zero why_order why_suite_strata why_suite_both why_suite_neither why_suite_one_vote why_no_records
        why_stratum_votes why_no_strata why_no_card why_nobody why_tie why_no_law why_one_by_one why_law_short why_tallies_beyond
        why_known_by_sum why_bet_named why_several_pairs why_bayes_one_vote why_by_prior why_in_no_pool why_records_say
        why_figure_sums
        why_tallies_say why_passes why_both_of_pair why_more_votes why_sample_large why_scenario_round why_chance
        why_sample_all why_chance90 why_about90 why_wald why_suite why_stratified why_all_batches why_least_batches why_every_card
        why_all_by_machine why_least_cards why_without_record why_about_least why_pools why_law_share why_law_number why_law_ballots
        why_law_margin why_law_power why_power why_attack_fits why_still_right why_paper_tied why_count_differs
        why_nobody_lost why_there_are why_batches_move why_one_way why_no_way why_without_contest what_undervotes
        what_votes what_alterable what_alone attack_withheld_records attack_packed attack_undervotes attack_phantoms
        attack_wrong_styles attack_smallest_batches attack_spread attack_fewest_cards attack_another_pool
        attack_swapped_styles attack_way_of_voting attack_largest_batches generator_ppeb generator_rivest
        generator_consistent generator_cryptorandom figure_votes figure_ballots figure_margin figure_set_aside
        figure_batches figure_winners figure_change figure_percent figure_measured read_no_vote read_no_record
        read_no_tally read_not_found assumed_audits assumed_rates batches_in_all batches_average read_not_on_card
        home_paper home_scanner home_programme home_results home_people figure_in why_tallies_do_not why_records_do_not
        why_not_tried missing_shard missing_shards missing_cell missing_cells cells_of_shards cells_more_of_shards
        cells_more shards_more mixture_studies mixture_split mixture_twice mixture_version differs_scenario differs_seed
        differs_trials differs_methods differs_stage differs_limit differs_engine differs_contests why_one_sample_law
        why_slips_law why_later_rounds why_come_first why_nothing_drawn why_one_sample why_reads_unlike why_too_many
        why_no_heap why_leap why_not_judged why_slips_each why_look why_no_poll why_not_shrinkage
        why_not_wald why_many_kinds place_in_in place_in_in_at place_in_in_modes place_in_at_modes
        place_in_in_at_modes place_in_batch_at place_in_batch_modes place_in_batch_at_modes
    }
}

words! {
    /// Plans on a terminal.
    PlanWords {
        heading nothing_to_audit contest_measured measured_so_often advised  no_sample no_sample_in_time one_day within_days
        until costs_surely costs_on_average by_law by_lot by_sums by_laws one_rehearsal rehearsals one_board boards none_in_time one_is_enough enough no_boards
        fewest_boards must_decide as_cheap ends_on ends_by takes takes_most against met_by_law met_in never_met met_about report_is_wrong some_report_is_wrong as_it_is
        chosen_in_time chosen chosen_with_errors chosen_as_reported workdays every_day records_kept other_rules chosen_late staff what_clean what_errors no_errors discrepancies columns column_ends
        as_plurality see_all contest_heading both_same if_nothing_wrong with_errors col_cards col_ballots col_hours col_most
        col_ends col_cost col_full col_in_time all_by_laws some_by_lot counted_twice twice_of unknown no_limit ballots_mean
        every_ballot boards_in_time outlooks_caption full_by_hand full_count_of_all one_sample_by each_alone way_each one_pass
        method_for so_many_contests all_together all_bound_contests one_by_one together_heading together_rows rests_heading
        no_cheaper_in_time lie_of first_cards first_draws first_batches one_card so_many_cards one_draw so_many_draws one_batch
        so_many_batches does_not_fit lie_heading place containers batches_head cards_head expected of_draws from_to more_places
    }
}

words! {
    /// Attacks on a terminal.
    AttackWords {
        heading one_vote several_votes what_each_does left_out left_care left_mishaps left_faults attack of_all_cells promise no_limit at_most at_most_broken not_tried
        not_tried_on counted_under counted never worst promises broken none_broken none_promises
        title worst_heading worst_caption attacks_heading all_cells attack_head table_caption
    }
}

words! {
    /// Draws on a terminal.
    DrawWords {
        order ticket counter number card pull of cards whole_batch times with_replacement without_replacement cards_drawn
        batches_drawn by sha256 stratum_cards stratum_batches stratum_after after one_draw draws listed counter_or_ticket
        drawn more sheet after_round known_before default_seed
    }
}

words! {
    /// What commands say of files, shards and progress.
    DeskWords {
        skipped no_figure one_published one_expected all_published all_expected differ differs_published differs_expected
        band run_one pages interrupted_before interrupted_shard no_trials shard_written joined cells_joined cells_made shard_done
        interrupted_cells made_anew made_by submitted not_submitted trials_left all_hold some_differ more_lines the_paper doubt default_seed
    }
}

words! {
    /// The page of a sweep.
    SweepWords {
        title question cells trials_each scenario axis_heading axis_note axis_title axis_caption axis_more cells_heading
        cells_note cells_caption cells_more cell cards_median wrong_cells wrong_nowhere wrong_worst nobody_confirmed_anywhere confirmed_in none_limits_there
        worst_row worst_row_law as_often_rows kept_promise rows_measured_wrong rows_measured_right rows_miscounted uncontested
        broken_promise never_wrong
    }
}

words! {
    /// What is wrong with what was asked: the frames of sentences, and what is allowed.
    ComplaintWords {
        error_allowed error_needed error_rule error_known error_near error_none_known error_no_scenario
        error_no_scenario_near error_read error_write error_toml known_more message_no_file message_folder message_file
        message_no_folder message_large message_utf8 message_no_json message_no_shard rule_range rule_at_most rule_limit
        rule_limit_least rule_two_votes
        rule_share rule_chance rule_once rule_date rule_name_once rule_id_once rule_contest_once rule_part rule_one_line
        rule_more_than_0 rule_at_most_skipped rule_another_than rule_percent_places rule_below_1 rule_below_1_such
        rule_to_1 rule_to_1_such rule_share_half rule_share_below_1 rule_day rule_names_there rule_percent
        rule_does_not_leave rule_contest_or_leave rule_stage_audited rule_id_of_stage rule_id_of_source rule_starts rule_one_basis rule_one_pace rule_some_minutes rule_basis_beside
        rule_ascending rule_at_least_method rule_at_least_candidate rule_at_least_stage rule_at_least_paper
        rule_at_least_contest rule_at_least_unit rule_at_least_above_0 rule_at_least_1 rule_method_here rule_file_beside
        rule_count_by_machine rule_write_in rule_contest_audited rule_earlier_stage rule_one_for_each rule_units
        rule_shares_sum rule_two_names rule_two_contests rule_quotes rule_one_of_two rule_plain_names rule_to_100
        rule_to_24 rule_second_stage rule_every_name rule_value_once rule_unit_once rule_name_ballot rule_contest_ballot
        rule_key_once rule_kind_once rule_group_once rule_style rule_sheet rule_bounds rule_no_replacement
        rule_at_most_cards rule_at_most_way rule_billion_way rule_billion rule_million rule_at_most_batches
        rule_at_most_sample rule_at_most_there rule_at_most_units rule_at_most_batches_there rule_at_most_left
        rule_at_most_paper rule_with_missed rule_than_chosen rule_than_candidate rule_lie_there rule_cards_there
        rule_whole rule_whole_0 rule_whole_stratum rule_short_name rule_percentage rule_decimal rule_first_last
        rule_dotted rule_names_many rule_shards rule_shard_index rule_shard rule_order rule_another_folder
        rule_with_manifest rule_strata_column rule_rates found_draws_cards found_draws_batches found_draws_numbers
        found_draws_names found_no_method found_no_count found_nothing found_no_manifest found_again found_option_too
        found_written_too found_terminal rule_another_file rule_not_terminal
        rule_output message_no_shard_file error_engine error_weights error_parquet error_gone found_beside found_stratum
        rule_no_page message_row_column message_row message_column message_flaw path_the_file why_at_line why_found
        why_altered found_a_table found_text found_contests found_styles found_stages found_few_names
        found_few_contests found_numbers found_number_for message_toml_expected message_toml_word
        message_toml_twice message_toml_quotes message_toml_no_value message_toml_text message_toml_literal
        message_toml_list message_toml_table message_toml_tables message_toml_inline message_toml_truth
        message_toml_zero message_toml_key message_toml_odd_key message_toml_escape message_toml_exponent
        message_toml_comma message_toml_comma_pairs message_toml_assign message_toml_missing
        message_toml_missing_for message_toml_content message_toml_either message_toml_value message_toml_dotted
        message_toml_deep message_toml_return wanted_nothing wanted_letters wanted_digits wanted_literal wanted_key
        wanted_value
    }
}

words! {
    /// What scenarios, grids and counts may say: what was found, and what is allowed.
    RuleWords {
        rule_statewide
        found_votes_left rule_marks_need rule_marks_given rule_blank_over rule_more_blank found_left_for
        rule_least_votes rule_given_blank found_spare rule_add_up rule_no_overvote found_overvoted
        rule_more_ballots found_ballots_left found_ballots found_votes found_no_ballots rule_votes_a_ballot
        rule_cells found_batches rule_batches_between rule_fewer_than rule_law_method rule_more_than_1
        rule_see_examples found_empty_list rule_on_each found_no_contest rule_no_plus rule_sheets found_sheets
        found_names rule_all_names found_no_stage found_first_stage rule_base found_start found_nothing_left
        rule_read_and_mark found_key_of_stage rule_in_stages found_ruling found_beside_mean rule_mean_alone
        rule_1_or_2 rule_0_or_more found_no_paper rule_less_overvotes rule_unit_way rule_votes_here
        found_no_votes found_twice rule_overvotes_go rule_votes_style found_none_for
        rule_records_batches_polling rule_records_batches_none rule_has_records rule_pooled rule_beside_pools
        rule_rounds_wait found_beside_sample found_a_list rule_one_sample rule_under_expected found_expected_key
        found_no_source found_mean_part rule_whole_figures rule_or_more_votes found_band rule_because
        rule_under_published found_published_key rule_how_follows rule_with_where found_margin_part
        found_no_batch found_part_of rule_whole_units found_cells rule_with_it rule_with_it_says
        found_this_value rule_empty_list rule_only_one rule_neither rule_question_grid rule_question
        found_no_question found_axes rule_grid_or_axis found_values rule_finite found_labels rule_beside_stray
        rule_write_in_line found_written rule_table rule_list rule_date_alone rule_no_controls rule_number
        rule_true_false found_the_key rule_key_needed found_no_kind found_no_key rule_whole_range found_no_units
        rule_weights rule_starts_or_later rule_0_below found_misreads rule_about_most found_sheets_of rule_shift
        found_typed_adds found_no_typed_adds rule_one_needed found_no_numbers found_the_stage found_the_file
        rule_mean_upper rule_leave_out found_a_figure found_steps rule_steps rule_rates_half found_both_neither
        rule_lambdas_bets rule_many_bets rule_weights_each found_weights found_bets rule_many_values
        rule_more_than_loser rule_number_or_fraction rule_number_or_text rule_fraction rule_most_values
        rule_population rule_upper rule_below_upper rule_nine_digits rule_not_so_far batch_on_no_list
        error_no_shard rule_gamma rule_whole_least_0 rule_object found_not_finite rule_of_near found_ballots_in
        found_method_for rule_in_stages_or
        found_all_measured rule_one_drawn_for found_alike rule_apart rule_apart_letter rule_seen script_latin script_cyrillic script_greek script_no_width
    }
}

words! {
    /// What is wrong with a ballot manifest, or with what is to be drawn from it.
    ManifestWords {
        found_in_row_column found_in_row found_in_column found_another_number rule_number_each found_more_draws
        found_draws_in found_draws_of found_draws names_cards names_batches names_numbers names_names
        rule_there_are_in found_weights_cards rule_weights_batches rule_stratum_each rule_n_stratum
        found_no_stratum found_percentage found_numbers_from found_name_twice rule_most_why why_ticket
        why_number why_hash found_cryptorandom found_no_weights found_sum_large rule_sum_units found_sum_0
        rule_36_digits found_sizes found_1_cell rule_1_header rule_n_header found_row_more rule_rows
        found_more_cells rule_most_cells found_more_text rule_text_bytes found_columns rule_columns
        rule_column_once found_two_columns rule_counts_cards found_one_column rule_two_columns found_no_column
        found_no_batch_names found_no_card_counts rule_usual_name found_not_text rule_csv_xlsx rule_xlsx_csv
        rule_rows_text rule_bytes found_bytes found_empty_file found_header_only rule_header_rows
        found_empty_cell rule_batch_name rule_no_totals rule_whole_from_to found_cards_up_to rule_in_all
        found_batch_again rule_batch_once rule_decimals found_old_workbook found_row_after rule_rising
        found_out_of_order rule_left_right rule_shared_text found_a_date rule_as_text rule_places found_unpacks
        found_not_unpacked found_not_read why_no_part why_entity found_empty_row
        message_doubt message_doubt_more message_doubt_row message_doubt_row_more found_two_strata rule_strata why_twin why_merged_cells why_narrow why_letters why_a_date why_a_number
        why_15_digits why_decimal why_day_number why_alike why_two_cards found_cards_twin found_beside_row
        found_tabulator_batch rule_whole_hint rule_whole_digits rule_whole_full rule_batches_below
        found_sum_above found_sum_other found_a_formula rule_formula found_merged rule_own_cell rule_formula_name found_alike
        found_name_again found_name_alike found_cards found_n_batches rule_expected found_no_sheet rule_sheet_named
        found_two_sheets rule_sheet_one found_hidden_sheet rule_sheet_seen found_sheets_without found_more_sheets
        rule_most_sheets found_more_merged rule_most_merged found_web_page found_json found_pdf found_document
        found_packed found_without_sheets rule_sheet_workbook found_wide_line rule_wide_line rule_one_draw
        rule_rounds_no_strata found_rounds_strata found_rounds_replaced rule_rounds_replaced rule_round
        rule_seed rule_a_range rule_together_manifest found_generator rule_generator_digits found_no_to
        found_sum_rows why_subtotal found_a_sum found_hidden_row why_hidden_row found_hidden_column why_hidden_column
        found_hidden_manifest why_hidden_manifest rule_column_count
    }
}

words! {
    /// What is wrong with shards, sweeps and the schedulers that start them.
    ShardWords {
        error_shard_auto why_env rule_whole_from why_no_scheduler why_two_tasks why_of_how_many why_index_env
        why_slurm_gaps error_exact_out error_exact_shard error_out_shard error_ctrl_c error_write_out
        error_program message_made_anew message_altered message_version message_head message_cells
        error_other_sweep error_foreign_grid error_foreign_version error_foreign_cell error_cell
        why_sbatch_run why_sbatch_says found_shard_or_slurm why_shard_format
        why_shard_trials why_shard_rows why_shard_methods why_shard_off why_shard_noticed why_shard_next
        why_shard_order why_shard_sum rule_below why_no_method why_no_rule why_no_engine why_contest_number
        why_draws_all error_attack_margin cells_one message_os_none message_os_denied message_os_folder
        message_os_no_folder message_os_full message_os_read_only message_os_there message_os_pipe message_os_device
        message_os_long message_os_loop
    }
}

words! {
    /// What each audit method does, and how each engine makes its trials.
    ProcedureWords {
        method_polling method_bravo method_eor_bravo method_minerva method_athena method_providence
        method_bayes_polling method_ballot_comparison method_super_simple method_batch_comparison
        method_batch_assertions method_one_audit method_stratified method_suite method_bayes_comparison
        method_fixed_percentage method_random_precincts method_retabulation method_machine_recount
        method_full_hand_count engine_auto engine_jumps engine_rounds engine_strides engine_words engine_cells
        engine_cards engine_exact
    }
}
