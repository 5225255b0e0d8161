//! What users decide: `on`, `off`, `local`, `grant`, `revoke`.

use crate::Consent;
use crate::prose::{count, paragraph};
use crate::rules::GrantRules;
use crate::runtime::consent::Decision;
use crate::runtime::console::nearest::instead;
use crate::runtime::console::status::decided;
use crate::runtime::console::{Call, Changed, Fault};
use crate::runtime::notice::{About, short};

/// The levels at which something is sent.
const SENDING: [&str; 4] =
    [Consent::Crash.name(), Consent::Error.name(), Consent::Usage.name(), Consent::Extended.name()];

pub(super) fn on(call: &Call<'_>) -> Result<String, Fault> {
    let word = call.word().unwrap_or_else(|| Consent::Usage.name().to_owned());
    match Consent::from_name(&word) {
        Some(level @ (Consent::Crash | Consent::Error | Consent::Usage | Consent::Extended)) => choose(call, level),
        Some(level @ (Consent::Off | Consent::Local)) => {
            let help = format!("write `{} {level}`", call.host.command());
            Err(Fault::misused(format!("at level `{level}` nothing is sent"), help))
        }
        None => Err(Fault::misused(format!("there is no level `{word}`"), instead(&word, &SENDING))),
    }
}

pub(super) fn off(call: &Call<'_>) -> Result<String, Fault> {
    choose(call, Consent::Off)
}

pub(super) fn local(call: &Call<'_>) -> Result<String, Fault> {
    choose(call, Consent::Local)
}

pub(super) fn grant(call: &Call<'_>) -> Result<String, Fault> {
    let grant = known(call)?;
    let changed = call.host.grant(grant.name).map_err(|reason| Fault::not_kept("your permission", &reason, false))?;
    let mut text = paragraph("", &format!("Permission `{}` is given: {}", grant.name, grant.description));
    if !changed.decision.grants.contains(grant.name) {
        let level = changed.decision.level;
        text.push_str(&paragraph("", &format!("It has no effect at level `{level}`, where nothing is sent.")));
    }
    Ok(text)
}

pub(super) fn revoke(call: &Call<'_>) -> Result<String, Fault> {
    let grant = known(call)?;
    let kept = call.host.revoke(grant.name);
    let changed = kept.map_err(|reason| Fault::not_kept("your decision", &reason, true))?;
    Ok(format!("Permission `{}` is taken back.\n{}", grant.name, deleted(&changed)))
}

fn known<'a>(call: &Call<'a>) -> Result<&'a GrantRules, Fault> {
    let (word, grants) = (call.word().unwrap_or_default(), call.host.rules().grants);
    grants.iter().find(|grant| grant.name == word).ok_or_else(|| {
        let names: Vec<&str> = grants.iter().map(|grant| grant.name).collect();
        let help = if names.is_empty() { "there are none".to_owned() } else { instead(&word, &names) };
        Fault::misused(format!("there is no permission `{word}`"), help)
    })
}

fn choose(call: &Call<'_>, level: Consent) -> Result<String, Fault> {
    let kept = call.host.choose(level);
    let changed = kept.map_err(|reason| Fault::not_kept("your decision", &reason, level <= Consent::Local))?;
    let held = &changed.decision;
    let mut text = decided(call.host.rules(), held);
    if held.level < level {
        let stronger = format!("You decided `{level}`, which is kept; `{}` is stronger and holds.", held.rule);
        let without = if level > Consent::Local { " Without it:" } else { "" };
        text.push_str(&paragraph("", &(stronger + without)));
    }
    if level > Consent::Local {
        text.push_str(&told(call, level, held));
    }
    Ok(text + &deleted(&changed))
}

/// Returns what is agreed to, so that nobody agrees unread.
fn told(call: &Call<'_>, level: Consent, held: &Decision) -> String {
    let host = call.host;
    let (recipients, grants): (Vec<_>, Vec<_>) = (host.recipients(), held.grants.iter().copied().collect());
    let (program, command) = (host.program(), Some(host.command()));
    short(&About { rules: host.rules(), recipients: &recipients, level, grants: &grants, program, command, more: None })
}

fn deleted(changed: &Changed) -> String {
    match changed.deleted {
        0 => String::new(),
        number => format!(
            "{} that waited to be sent {} deleted.\n",
            count(number, "event"),
            if number == 1 { "was" } else { "were" }
        ),
    }
}
