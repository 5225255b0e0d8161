//! Common fields: sets that ride on events, and where their values come from.

use crate::rules::CommonRules;
use crate::runtime::Losses;
use crate::runtime::mask::Mask;
use crate::runtime::plan::{PlannedField, planned_fields};
use crate::runtime::tape::{Reader, Recorder, Room};
use crate::{Detail, Encoder, Fields, FieldsDescriptor};

/// A set whose values are computed for each event, where it is recorded.
pub(crate) struct Each {
    pub(crate) rules: &'static CommonRules,
    pub(crate) fields: &'static FieldsDescriptor,
    pub(crate) provide: Provide,
}

/// Shows the values of a set to an encoder.
pub(crate) type Provide = Box<dyn Fn(&mut dyn Encoder) + Send + Sync>;

/// A set whose values are known for a while.
pub(crate) struct KnownSet {
    pub(crate) rules: &'static CommonRules,
    pub(crate) fields: Vec<PlannedField>,
}

impl KnownSet {
    pub(crate) fn new(rules: &'static CommonRules, fields: &'static FieldsDescriptor) -> Self {
        Self { rules, fields: planned_fields(fields, Some(rules)) }
    }

    /// Returns the values of a set as a tape, and what of them is not on it.
    pub(crate) fn tape(&self, values: &impl Fields) -> (Vec<u8>, Losses) {
        let (mut tape, mut all) = (Room::default(), Mask::default());
        (0..).zip(&self.fields).for_each(|(number, _)| all.insert(number));
        let mut recorder = Recorder::new(&mut tape, &all, 0);
        values.encode(&mut recorder);
        recorder.end_field();
        let losses = recorder.losses();
        (tape.written().to_vec(), losses)
    }

    /// Returns the values with those of before that stay.
    pub(crate) fn kept(&self, mut tape: Vec<u8>, before: Option<&[u8]>) -> Vec<u8> {
        if let Some(before) = before {
            self.keep_known(&mut tape, before);
        }
        tape
    }

    fn keep_known(&self, tape: &mut Vec<u8>, before: &[u8]) {
        let now: Vec<u32> = Reader::new(tape).parts(&self.fields).map(|(number, _)| number).collect();
        for (number, bytes) in Reader::new(before).parts(&self.fields) {
            if !now.contains(&number) && is_kept(&self.fields[number as usize]) {
                tape.extend_from_slice(bytes);
            }
        }
    }
}

/// Returns whether the last known value stays when its source disappears.
fn is_kept(planned: &PlannedField) -> bool {
    planned.field.details.iter().any(|detail| matches!(detail, Detail::Supply("last-known")))
}
