//! The table of the rules.

use super::rule::Rule;
use super::{
    agenda, allowances, attachments, dates, identity, images, links, newsletters, outputs, references, settings,
    speakers, structure, titles,
};
use crate::model::Severity::{Error, Warning};

/// Every rule. Its words are the Fluent message of its code: what is wrong, `.label` (beside the place), `.hint` (what to
/// do) and `.why`.
pub static RULES: &[Rule] = &[
    Rule { code: "unknown-person", severity: Error, look: references::a_person_is_in_the_registry },
    Rule { code: "unknown-organisation", severity: Error, look: references::an_organisation_is_in_the_registry },
    Rule { code: "unknown-reference", severity: Error, look: references::what_is_named_is_there },
    Rule { code: "ambiguous-reference", severity: Error, look: references::a_name_means_one_entry },
    Rule { code: "id-taken", severity: Error, look: identity::an_id_is_one_record_s },
    Rule { code: "id-reserved", severity: Error, look: identity::an_id_is_no_part_of_the_archive },
    Rule { code: "weekday-mismatch", severity: Error, look: dates::a_weekday_matches_its_date },
    Rule { code: "date-in-the-past", severity: Warning, look: dates::what_is_planned_is_to_come },
    Rule { code: "date-to-come", severity: Warning, look: dates::what_is_told_has_happened },
    Rule { code: "reply-after-meeting", severity: Warning, look: dates::an_answer_comes_before_the_meeting },
    Rule { code: "agenda-missing", severity: Error, look: agenda::a_meeting_that_was_held_has_an_agenda },
    Rule { code: "time-backwards", severity: Error, look: agenda::an_end_comes_after_its_start },
    Rule { code: "agenda-overlap", severity: Error, look: agenda::items_follow_each_other },
    Rule { code: "agenda-exceeds-meeting", severity: Error, look: agenda::items_lie_within_the_meeting },
    Rule { code: "speaker-twice-at-once", severity: Warning, look: speakers::a_speaker_is_in_one_place_at_a_time },
    Rule { code: "action-without-owner", severity: Error, look: outputs::an_action_has_an_owner },
    Rule { code: "action-without-date", severity: Error, look: outputs::an_action_has_a_date },
    Rule { code: "output-id-twice", severity: Error, look: outputs::an_output_s_id_is_its_own },
    Rule { code: "alt-missing", severity: Error, look: images::a_picture_has_an_alternative_text },
    Rule { code: "alt-is-caption", severity: Warning, look: images::an_alternative_text_says_more_than_the_caption },
    Rule { code: "alt-says-picture", severity: Warning, look: images::an_alternative_text_does_not_say_picture },
    Rule { code: "alt-too-long", severity: Warning, look: images::an_alternative_text_is_short },
    Rule { code: "image-missing", severity: Error, look: images::a_picture_is_there },
    Rule { code: "image-without-basis", severity: Warning, look: images::a_picture_says_who_is_on_it },
    Rule { code: "image-id-twice", severity: Error, look: images::a_picture_s_id_is_its_own },
    Rule { code: "attachment-missing", severity: Error, look: attachments::a_file_to_hand_out_is_there },
    Rule { code: "file-may-run", severity: Error, look: attachments::a_file_to_hand_out_runs_nothing },
    Rule { code: "file-outside", severity: Error, look: attachments::a_file_lies_in_the_workspace },
    Rule { code: "link-text-vague", severity: Warning, look: links::a_link_s_words_say_where_it_leads },
    Rule { code: "link-broken", severity: Error, look: links::a_link_leads_somewhere },
    Rule { code: "heading-in-body", severity: Error, look: structure::a_text_has_no_headings },
    Rule { code: "title-blank", severity: Error, look: titles::a_title_says_something },
    Rule { code: "bold-as-heading", severity: Warning, look: structure::a_bold_line_is_no_heading },
    Rule { code: "html-in-body", severity: Error, look: structure::a_text_has_no_html },
    Rule { code: "table-in-body", severity: Error, look: structure::a_text_has_no_tables },
    Rule { code: "item-id-twice", severity: Error, look: structure::an_item_s_id_is_its_own },
    Rule { code: "item-unclear", severity: Error, look: newsletters::an_item_is_about_one_thing },
    Rule { code: "issue-empty", severity: Error, look: newsletters::an_issue_brings_something },
    Rule { code: "item-not-out", severity: Warning, look: newsletters::an_item_is_out },
    Rule { code: "timezone-unknown", severity: Error, look: settings::a_time_zone_is_known },
    Rule { code: "relay-in-the-clear", severity: Error, look: settings::letters_travel_encrypted },
    Rule { code: "address-malformed", severity: Error, look: settings::an_address_can_be_written_to },
    Rule { code: "phone-malformed", severity: Warning, look: settings::a_phone_can_be_dialled },
    Rule { code: "service-in-the-clear", severity: Error, look: settings::leaving_by_one_click_is_encrypted },
    Rule { code: "archive-url-unfit", severity: Error, look: settings::an_archive_stands_in_a_folder },
    Rule { code: "key-name-malformed", severity: Error, look: settings::a_key_s_name_can_stand_in_dns },
    Rule { code: "signature-not-the-sender-s", severity: Warning, look: settings::a_signature_vouches_for_the_sender },
    Rule { code: "unknown-code", severity: Warning, look: allowances::an_allowance_names_a_rule },
];

#[cfg(test)]
mod tests {
    use super::RULES;
    use crate::language::Language;
    use crate::language::words::Words;
    use std::collections::BTreeSet;

    #[test]
    fn a_code_is_one_rule_s() {
        let codes: BTreeSet<_> = RULES.iter().map(|rule| rule.code).collect();
        assert_eq!(codes.len(), RULES.len());
    }

    #[test]
    fn every_rule_can_say_what_it_means() {
        for language in [Language::Danish, Language::English] {
            for rule in RULES {
                let why = Words::new(language).find(&format!("{}.why", rule.code), &[]);
                assert!(why.is_some_and(|why| why.len() > 100), "{}.why in {language:?}", rule.code);
                // The others want values; that they can be said is seen where each rule is tested.
                assert!(source(language).contains(&format!("\n{} = ", rule.code)), "{}", rule.code);
            }
        }
    }

    #[test]
    fn every_message_has_its_label_and_its_hint_in_both_languages() {
        let shape = |language| {
            let attributes =
                |line: &&str| line.starts_with("    .") || line.starts_with(|c: char| c.is_ascii_lowercase());
            let name = |line: &str| line.split(" =").next().unwrap_or_default().trim().to_owned();
            source(language).lines().filter(attributes).map(name).collect::<Vec<_>>()
        };
        let danish = shape(Language::Danish);
        assert_eq!(danish, shape(Language::English));
        for rule in RULES {
            let at = danish.iter().position(|name| name == rule.code).expect("a message");
            assert_eq!(danish[at + 1..at + 4], [".label", ".hint", ".why"], "{}", rule.code);
        }
    }

    fn source(language: Language) -> &'static str {
        match language {
            Language::Danish => include_str!("../language/words/da/check.ftl"),
            Language::English => include_str!("../language/words/en/check.ftl"),
        }
    }
}
