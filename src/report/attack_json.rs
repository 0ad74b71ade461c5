//! Attacks in the document other programs read: attack by attack, contest by contest, method by method.

use serde_json::{Value, json};

use super::audit_json::spread;
use super::head::{document, of_scenario};
use crate::simulation::adversary::{AttackCell, AttackTable};

/// The table of attacks.
pub fn attacked(all: &AttackTable) -> Value {
    let head = of_scenario(&all.seed, &all.name, &all.sha256);
    let fields = json!({
            "of": all.of,
            "trials": all.trials,
            "margin": all.lead,
            "margin_that_tries": all.lead_that_tries,
            "cells": all.tried(),
            "left_out": {"care": all.left_out.care, "mishaps": all.left_out.mishaps, "faults": all.left_out.faults},
            "headline": super::headline_json::attacks(all),
            "attacks": all.cells.iter().map(|it| cell(all, it)).collect::<Vec<_>>(),
    });
    document(head, fields)
}

fn cell(all: &AttackTable, cell: &AttackCell) -> Value {
    let contest = &all.contests[cell.contest].id;
    let row = match &cell.came_to {
        Ok(row) => row,
        Err(why) => {
            return json!({
                "attack": cell.attack,
                "says": cell.says.to_string(),
                "method": cell.method,
                "contest": contest,
                "refused": why.to_string(),
            });
        }
    };
    let (low, high) = row.confirmed_wrong.interval95();
    let (least, most) = row.confirmed_wrong.interval_among(all.tried());
    json!({
        "attack": cell.attack,
        "says": cell.says.to_string(),
        "method": cell.method,
        "contest": contest,
        "risk_limit": row.risk_limit,
        "promise": all.registry.method(cell.method).map(|method| method.promise().says().to_string()),
        "confirmed_wrong": row.confirmed_wrong.fraction(),
        "confirmed_wrong_interval95": [low, high],
        "interval_simultaneous99": [least, most],
        "full_hand_count": row.full_hand_count.fraction(),
        "measured_only": row.measured_only.fraction(),
        "wrong_in_the_end": row.wrong_in_the_end.fraction(),
        "counted_at_once": row.counted_at_once.fraction(),
        "why_no_sample": row.refused.as_ref().map(ToString::to_string),
        "does_not_add_up": row.does_not_add_up.as_ref().map(ToString::to_string),
        "cards": spread(&row.cards),
        "broken": all.is_broken(cell),
        "faults": cell.faults.as_ref(),
    })
}
