//! Every kind of event that the register records, in the order in which the log offers them.

/// What people saw.
pub const SEEN: [&str; 18] = [
    "case_read",
    "paper_read",
    "letter_printed",
    "case_exported",
    "set_asked",
    "set_made",
    "set_fetched",
    "annex_read",
    "list_seen",
    "searched",
    "simulated",
    "move_read",
    "log_read",
    "glass_broken",
    "glass_reviewed",
    "glass_missed",
    "sample_drawn",
    "sample_reviewed",
];

/// What holds texts that officials typed outside of cases: terms, filters, purposes, reasons, findings.
pub const TYPED: [&str; 13] = [
    "searched",
    "list_seen",
    "log_read",
    "case_exported",
    "set_asked",
    "set_made",
    "set_fetched",
    "annex_read",
    "simulated",
    "glass_broken",
    "glass_reviewed",
    "glass_missed",
    "sample_reviewed",
];

/// Accounts and sign-ins.
pub const ACCOUNTS: [&str; 9] = [
    "signed_in",
    "signed_out",
    "sign_in_refused",
    "account_created",
    "account_disabled",
    "account_enabled",
    "password_changed",
    "role_granted",
    "grant_ended",
];

/// Versions of the directive and of the calendar, and moves of open cases.
pub const DIRECTIVES: [&str; 18] = [
    "calendar_founded",
    "calendar_proposed",
    "calendar_approved",
    "calendar_returned",
    "directive_founded",
    "directive_drafted",
    "directive_simulated",
    "directive_proposed",
    "directive_returned",
    "directive_approved",
    "directive_scheduled",
    "directive_withdrawn",
    "move_proposed",
    "move_listed",
    "move_approved",
    "move_refused",
    "move_withdrawn",
    "move_part_done",
];

/// The log itself.
pub const LOG: [&str; 4] = ["log_opened", "loss_declared", "epoch_opened", "key_changed"];

/// What happens in a case.
pub const CASES: [&str; 51] = [
    "case_opened",
    "person_added",
    "paper_received",
    "paper_judged",
    "step_taken",
    "registry_searched",
    "evidence_recorded",
    "interview_held",
    "sitting_scheduled",
    "sitting_held",
    "letter_sent",
    "reminder_sent",
    "letter_answered",
    "fact_found",
    "clause_tested",
    "heard_out",
    "decision_proposed",
    "proposal_returned",
    "proposal_voided",
    "decision_signed",
    "decision_served",
    "biometrics_taken",
    "record_drafted",
    "certificate_issued",
    "objection_filed",
    "court_ruled",
    "temporary_card_issued",
    "temporary_card_revoked",
    "case_suspended",
    "case_resumed",
    "person_withdrawn",
    "person_died",
    "referred_out",
    "case_reopened",
    "note_added",
    "record_corrected",
    "case_claimed",
    "case_released",
    "case_assigned",
    "clock_extended",
    "clock_recounted",
    "extension_proposed",
    "extension_declined",
    "clock_expired",
    "clock_reminded",
    "clock_escalated",
    "directive_changed",
    "erased",
    "erasure_proposed",
    "erasure_approved",
    "erasure_refused",
];

/// All of them.
pub fn all() -> impl Iterator<Item = &'static str> {
    let groups: [&[&str]; 5] = [&SEEN, &CASES, &ACCOUNTS, &DIRECTIVES, &LOG];
    groups.into_iter().flatten().copied()
}

/// The kind with this name.
#[must_use]
pub fn known(name: &str) -> Option<&'static str> {
    all().find(|kind| *kind == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Key;

    /// A new kind does not pass until it is decided whether an erasure has to look through it.
    #[test]
    fn of_what_is_seen_each_kind_holds_typed_texts_or_none() {
        const NONE: [&str; 5] = [
            "case_read",
            "paper_read",
            "letter_printed",
            "move_read",
            "sample_drawn",
        ];
        let untyped: Vec<_> = SEEN.iter().filter(|kind| !TYPED.contains(kind)).collect();
        assert_eq!(untyped, NONE.iter().collect::<Vec<_>>());
        assert!(TYPED.iter().all(|kind| SEEN.contains(kind)));
    }

    #[test]
    fn every_kind_has_a_title_and_every_golden_event_is_among_them() {
        for kind in all() {
            assert!(Key::titled("log-kind", kind).is_some(), "{kind}");
        }
        for folder in [
            "golden",
            "golden_calendar",
            "golden_directive",
            "golden_erasure",
            "golden_glass",
            "golden_log",
            "golden_move",
            "golden_sample",
        ] {
            let path = format!("{}/tests/{folder}", env!("CARGO_MANIFEST_DIR"));
            for file in std::fs::read_dir(path).unwrap() {
                let name = file.unwrap().file_name().into_string().unwrap();
                let kind = name.strip_suffix(".json").unwrap();
                assert_eq!(known(kind), Some(kind));
            }
        }
    }
}
