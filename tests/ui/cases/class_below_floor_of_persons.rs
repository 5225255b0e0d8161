//! What reaches a person is personal.

use telemetry_core::Event;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use telemetry_core::{Email, Hostname, Username};

/// A page was opened.
#[derive(Event)]
#[telemetry(purpose = product, consent = usage)]
struct PageOpened {
    /// From where.
    #[telemetry(content)]
    address: IpAddr,
    /// From where, in short.
    #[telemetry(identifier)]
    short: Ipv4Addr,
    /// From where, at length.
    #[telemetry(technical)]
    long: Ipv6Addr,
    /// By whom.
    #[telemetry(content)]
    email: Email,
    /// On which machine.
    #[telemetry(diagnostic)]
    host: Hostname,
    /// Under which account.
    #[telemetry(interaction)]
    user: Username,
}

fn main() {}
