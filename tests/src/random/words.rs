//! Texts as people write them, and as nobody should.

use super::dice::Dice;

const STARTS: [&str; 8] = [
    "How it went",
    "Whether the \"thing\" was done",
    "What `Vec<T>` held",
    "Which of [these] it was",
    "See https://example.org/a_b?c=d#e",
    "It's 5: no more",
    "Ein Maß für Größe",
    "日本語の説明",
];
const MIDDLES: [&str; 10] = [
    "after the last save",
    "in *stars* and __lines__",
    "<b>loud</b> & clear",
    "with a \\ backslash",
    "🦀 and 👩‍👩‍👧",
    "{in} braces",
    "# no heading",
    "- no list",
    "100% | of it",
    "at 'once'",
];

/// Returns a sentence, now and then of several lines.
pub(super) fn sentence(dice: &mut Dice) -> String {
    let mut text = dice.pick(&STARTS).to_owned();
    for _ in 0..dice.below(3) {
        let joint = if dice.chance(8) {
            "\n\n"
        } else {
            let is_broken = dice.chance(8);
            if is_broken { "\n  " } else { " " }
        };
        text.push_str(joint);
        text.push_str(dice.pick(&MIDDLES));
    }
    if dice.chance(15) {
        text.push_str(" and so on, for so long that it does not fit into one line of a page or of a module");
    }
    text.push_str(dice.pick(&[".", ".", "", "?", "!"]));
    text
}

/// Returns a version that programs could have had.
pub(super) fn version(dice: &mut Dice) -> String {
    dice.pick(&["0.9.0", "1.0", "1.2.3-beta.1", "1.3.0+build.7", "1"]).to_owned()
}

/// Returns a duration.
pub(super) fn duration(dice: &mut Dice) -> String {
    dice.pick(&["P90D", "P1Y", "PT10S", "P1Y2M3DT4H5M6S", "P2W"]).to_owned()
}

/// Returns when something ends that has not ended.
pub(super) fn expiry(dice: &mut Dice) -> String {
    dice.pick(&["never", "2031-03-31", "9.0.0", "2030"]).to_owned()
}

/// Returns a place in the code.
pub(super) fn site(dice: &mut Dice) -> String {
    dice.pick(&["src/main.rs", "src/a b/ü.rs:12", "lib/x.ts:3@abc123", "C:/x.rs:1"]).to_owned()
}
