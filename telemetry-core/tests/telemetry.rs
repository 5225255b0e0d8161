//! A whole telemetry at work: what is recorded and what arrives, and what happens when everything around it fails.
//!
//! [`declared`] has the catalog and the events; [`world`] sets a telemetry up with a clock and senders of its own.
//! [`behaviour`] says what arrives, [`given_again`] what does not after a withdrawal, [`trouble`] what bad input does,
//! [`simulation`] tries random sequences under an oracle, [`threads`] runs real threads.

#[path = "telemetry/behaviour.rs"]
mod behaviour;
#[path = "telemetry/declared.rs"]
mod declared;
#[path = "telemetry/given_again.rs"]
mod given_again;
#[path = "telemetry/oracle.rs"]
mod oracle;
#[path = "telemetry/simulation.rs"]
mod simulation;
#[path = "telemetry/threads.rs"]
mod threads;
#[path = "telemetry/trouble.rs"]
mod trouble;
#[path = "telemetry/world.rs"]
mod world;
