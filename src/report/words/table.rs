//! The keys of all texts; what each is for is said by its English text.

macro_rules! words {
    ($($key:ident)*) => {
        /// The texts of one language.
        #[derive(Debug)]
        pub(crate) struct Words {
            $(pub(crate) $key: &'static str,)*
        }

        impl Words {
            /// Every key with its text.
            pub(super) fn all(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($key), self.$key)),*]
            }
        }
    };
}

words! {
    again_heading again_command again_line all_synthetic ballots_synthetic footer happened_heading ballots_on_paper
    batches contests contest counts_made more_below confirmed corrected wrong_and_confirmed undetected tie_of
    winners_and_tie voters_had_chosen quote quote_on_page mended_by_audit corrected_says last_word paper_is_wrong mishap_unseen
    checks_passed seen_not_mended nobody_looked every_count_names one_fault faults faults_found_only faults_found_missed counts_heading
    counts_note on_paper vote_for lead_title lead_caption lead_axis lead_over nobody_loses a_tie paper_says
    voters_wanted counts_caption other_contests count counted_by date by_machine by_hand by_ruling by_stands others
    no_vote too_many set_aside ahead noticed_heading nothing_wrong seen_by seen_by_nobody changed_nothing as_it_was
    checks_heading checks_caption check check_made check_shows check_reconciliation check_completeness check_tapes
    check_plausibility yes no nothing and_more law_heading law_ordered law_allowed law_no beyond_heading beyond_why
    beyond_seen_by beyond_always published_heading published_caption by_hand_heading by_hand_caption published
    expected figure model agrees source sources equal within differs worked_by_hand to_every_digit assumed_heading
    lesson_heading audits_heading audits_note audits_caption observed_caption ballots_drawn method cards_looked_at
    of_cards rounds p_value differing hours cost outcome outcome_confirmed outcome_measured outcome_full_count
    not_the_paper upset promise_of promise_risk_limit promise_posterior promise_nothing promise_full_count audit_notes
    counted_since found card_number reported_read cause_slip cause_missing one_sample all_contests an_audit
    work_heading work_note work_caption work_of person_hours work_rates where_heading where_nowhere where_note
    where_caption where_more batches_off of_batches votes_off typed_wrong letter origin origin_several origin_hand
    origin_stands origin_not_counted origin_reading map_caption map_caption_many map_desc origins_caption
    squares_in_numbers squares_caption square batch_first typed_note risk_title risk_caption cards_drawn round
    rounds_caption more_in_json map_caption_again map_caption_many_again in_numbers strips_caption strips_heading
    strips_title strips_table cards_axis median mean most chances_heading chances_title chances_caption
    chances_caption_wrong chances_table share_of_trials full_counts confirmed_share noticed interval confirmed_wrong
    promise to trials methods sim_title sim_title_laws laws_within lies_within partial sim_question more_contests_in_json report_wrong report_right
    confirmed_most_often fewest_cards hours_mean hours_median hours_most cost_mean cost_median cost_most
    sim_work_caption wrong_stands together_heading together_note promises_heading boards_slip plan_title plan_question
    cheapest cheapest_counts_all cheapest_mark late_mark risk_limit boards_at_a_time people_per_board hours_a_day
    work_begins deadline deadline_days one_sample_note clean_heading clean_caption cards days by_what cards_mean
    expected_caption no_law rehearsed_heading rounds_heading rounds_title rounds_chart_caption in_first in_second
    in_third in_later full_count_in_the_end not_known chance law exact exact_first_only exact_to no_later_than
    rounds_exact calendar_heading calendar_caption clean_ends nine_in_ten_end full_count_ends after_all_years
    places_heading places_title places_caption cards_to_pull batches_to_pull place containers at_least_95 at_most_95
    gallery_title gallery_question gallery_events gallery_faults gallery_size risk_caption_again
}
