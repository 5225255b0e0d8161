//! What users see and delete: `show`, `preview`, `export`, `clear`, `forget`.

use crate::prose::{count, paragraph};
use crate::runtime::console::nearest::instead;
use crate::runtime::console::{Call, EventState, Fault, Sample, ShownEvent};
use crate::runtime::notice::Recipient;
use std::path::Path;

/// How many events are shown where nobody says.
const SHOWN: usize = 10;

pub(super) fn show(call: &Call<'_>) -> Result<String, Fault> {
    let most = match call.word() {
        None => SHOWN,
        Some(word) => word.parse().ok().filter(|most| *most > 0).ok_or_else(|| {
            let help = format!("write `{} show {SHOWN}`", call.host.command());
            Fault::misused(format!("`{word}` is no number of events"), help)
        })?,
    };
    let events = call.host.events(most).map_err(|reason| Fault::failed("events cannot be shown", &reason))?;
    if events.is_empty() {
        return Ok("There are no events on this machine.\n".to_owned());
    }
    Ok(events.iter().map(shown).collect::<Vec<_>>().join("\n"))
}

fn shown(event: &ShownEvent) -> String {
    let ShownEvent { at, name, destination, state, body } = event;
    let at = at.as_ref().map_or(String::new(), |at| format!("{at}  "));
    let became = match state {
        EventState::Kept => "kept in",
        EventState::Waiting => "waits for",
        EventState::Sent => "sent to",
    };
    format!("{at}{name}  {became} {destination}\n  {body}\n")
}

pub(super) fn preview(call: &Call<'_>) -> Result<String, Fault> {
    let samples = call.host.samples().map_err(|reason| Fault::failed("no sample can be made", &reason))?;
    let recipients = call.host.recipients();
    let sample = |sample: &Sample| sample_text(sample, &recipients);
    let Some(word) = call.word() else {
        let all: Vec<_> = samples.iter().map(sample).collect();
        return Ok(if all.is_empty() { "The program declares no events.\n".to_owned() } else { all.join("\n") });
    };
    samples.iter().find(|sample| sample.event == word).map(sample).ok_or_else(|| {
        let names: Vec<&str> = samples.iter().map(|sample| sample.event.as_str()).collect();
        let help = if names.is_empty() { "there are none".to_owned() } else { instead(&word, &names) };
        Fault::misused(format!("there is no event `{word}`"), help)
    })
}

fn sample_text(sample: &Sample, recipients: &[Recipient<'_>]) -> String {
    let mut text = paragraph(&format!("{}: ", sample.event), &sample.description);
    for copy in &sample.copies {
        let recipient = recipients.iter().find(|recipient| recipient.name == copy.destination);
        let is_local = recipient.is_some_and(|recipient| recipient.rules.kind == Some("local"));
        let (way, done) = if is_local { ("in", "kept") } else { ("to", "sent") };
        let becomes = copy.withheld.as_ref().map_or(format!("is {done}"), |reason| format!("is not {done}: {reason}"));
        text.push_str(&format!("  {way} {}, {becomes}\n    {}\n", copy.destination, copy.body));
    }
    if sample.copies.is_empty() {
        text.push_str("  goes nowhere\n");
    }
    text
}

pub(super) fn export(call: &Call<'_>) -> Result<String, Fault> {
    let file = Path::new(call.argument.unwrap_or_default());
    let number = call.host.export(file).map_err(|reason| Fault::failed("events were not exported", &reason))?;
    Ok(format!("{} written to `{}`.\n", count(number, "event"), file.display()))
}

pub(super) fn clear(call: &Call<'_>) -> Result<String, Fault> {
    let number = call.host.clear().map_err(|reason| Fault::failed("not all events were deleted", &reason))?;
    Ok(format!("{} deleted.\n", count(number, "event")))
}

pub(super) fn forget(call: &Call<'_>) -> Result<String, Fault> {
    let number = call.host.forget().map_err(|reason| Fault::failed("not everything was forgotten", &reason))?;
    let events = count(number, "event");
    Ok(format!("{events} and all ids and keys deleted. Your decision stays: `{} status`\n", call.host.command()))
}
