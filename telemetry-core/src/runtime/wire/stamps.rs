//! What a sender adds to each event: ids, times, numbers.

use super::ids::{as_version, text};
use crate::Timestamp;
use crate::rules::{Precision, Stamp, StampKind};
use crate::runtime::transform::text_bytes;
use crate::runtime::{Item, ItemField, Kind, Losses, Part, Value};
use std::borrow::Cow;

/// When things happened to an event, in milliseconds since 1970, as precisely as its destination may know, and where it
/// stands in its session.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moments {
    /// When it was recorded.
    pub issued: Option<i64>,
    /// When its subject was shown to the user.
    pub displayed: Option<i64>,
    /// When it is sent.
    pub sent: Option<i64>,
    /// Its number in the session, from 1.
    pub sequence: u64,
    /// The session's id.
    pub session: [u8; 16],
    /// How many recorded events it stands for, where only a share is sent; 1 where all are.
    pub one_in: f64,
}

impl Moments {
    /// Returns the moments as a destination may know them.
    ///
    /// Lengths of time are counted between these, not between the true moments: the exact time of recording would follow
    /// from one that is exact.
    ///
    /// ```
    /// use telemetry_core::rules::Precision;
    /// use telemetry_core::runtime::wire::Moments;
    ///
    /// let moments = Moments {
    ///     issued: Some(7_200_123),
    ///     displayed: None,
    ///     sent: Some(10_000_000),
    ///     sequence: 1,
    ///     session: [0; 16],
    ///     one_in: 1.0,
    /// };
    /// assert_eq!(moments.seen(Precision::Hour).issued, Some(7_200_000));
    /// assert_eq!(moments.seen(Precision::None).issued, None);
    /// ```
    #[must_use]
    pub fn seen(self, precision: Precision) -> Self {
        let seen = |moment: Option<i64>| moment.and_then(|moment| truncated(moment, precision));
        Self { issued: seen(self.issued), displayed: seen(self.displayed), sent: seen(self.sent), ..self }
    }
}

/// Returns a moment as precisely as a destination may know it.
pub(crate) fn truncated(moment: i64, precision: Precision) -> Option<i64> {
    let step = match precision {
        Precision::None => return None,
        Precision::Day => 86_400_000,
        Precision::Hour => 3_600_000,
        Precision::Full => 1,
    };
    Some(moment.div_euclid(step).saturating_mul(step))
}

/// Adds what the sender adds. A stamp takes the place of a field of its name, which is counted; one that is not known
/// (a time that the destination may not see, a subject that was never shown) is left out.
///
/// Ids follow from that of the item, so that they are the same when it is sent again.
///
/// ```
/// use telemetry_core::rules::{Stamp, StampKind};
/// use telemetry_core::runtime::wire::{Ids, Moments, stamp};
/// use telemetry_core::runtime::{Item, Losses, Value};
///
/// const STAMPS: &[Stamp] =
///     &[Stamp { name: "sent_at", of: StampKind::Sent }, Stamp { name: "waited", of: StampKind::SinceIssued }];
///
/// let moments = Moments { issued: Some(0), displayed: None, sent: Some(1500), sequence: 1, session: [0; 16], one_in: 1.0 };
/// let id = Ids::new().make(STAMPS, moments.issued);
/// let mut item = Item { name: "saved".into(), version: 1, id, issued: None, sequence: 1, fields: vec![] };
/// stamp(&mut item, STAMPS, &moments, &mut Losses::default());
/// assert_eq!(item.fields[0].value, Value::Text("1970-01-01T00:00:01.500Z".into()));
/// assert_eq!(item.fields[1].value, Value::Count(1500));
/// ```
pub fn stamp(item: &mut Item<'_>, stamps: &'static [Stamp], moments: &Moments, losses: &mut Losses) {
    for Stamp { name, of } in stamps {
        let Some(value) = value_of(*of, item.id, moments) else { continue };
        let kind = if matches!(value, Value::Count(_)) { Kind::Measurement } else { Kind::Property };
        let field = ItemField { part: Part::Stamp, ..ItemField::plain(*name, kind, value) };
        match item.fields.iter_mut().find(|field| field.key == *name) {
            Some(place) => {
                losses.collide(name, text_bytes(&place.value));
                *place = field;
            }
            None => item.fields.push(field),
        }
    }
}

/// Returns a number as a whole one, where it is.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is a whole number below 2^53")]
fn share(one_in: f64) -> Value<'static> {
    let is_whole = one_in.fract() == 0.0 && (1.0..9e15).contains(&one_in);
    if is_whole { Value::Count(one_in as u64) } else { Value::Float(one_in) }
}

fn value_of(of: StampKind, id: [u8; 16], moments: &Moments) -> Option<Value<'static>> {
    let id_text = |id| Value::Text(Cow::Owned(text(id)));
    let time = |moment: i64| Value::Text(Cow::Owned(Timestamp::from_unix_millis(moment).text()));
    // A clock that was set back makes no length of time negative.
    let between = |from: i64, to: i64| Value::Count(u64::try_from(to.saturating_sub(from)).unwrap_or(0));
    match of {
        StampKind::UuidV4 => Some(id_text(as_version(id, 4, None))),
        StampKind::UuidV7 => Some(id_text(as_version(id, 7, moments.issued))),
        StampKind::Issued => moments.issued.map(time),
        StampKind::Displayed => moments.displayed.map(time),
        StampKind::Sent => moments.sent.map(time),
        StampKind::SinceIssued => Some(between(moments.issued?, moments.sent?)),
        StampKind::SinceDisplayed => Some(between(moments.displayed?, moments.sent?)),
        StampKind::Sequence => Some(Value::Count(moments.sequence)),
        StampKind::Session => Some(id_text(moments.session)),
        StampKind::OneIn => Some(share(moments.one_in)),
    }
}
