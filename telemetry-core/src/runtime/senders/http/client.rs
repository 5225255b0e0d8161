//! The network: `ureq`, told to follow nothing, to trust nobody without proof, and to stop when the time is up.

use crate::runtime::senders::http::{MOST_ANSWER, Post, PostError, Request, Response};
use std::io::{self, Read};
use std::time::{Duration, Instant};
use ureq::http::HeaderMap;
use ureq::{Agent, Body, Error};

/// Sends requests over the network.
///
/// Connections are kept between batches. A server that is spoken to over TLS is believed when a root of Mozilla's list
/// vouches for it; there is no way around that, and no other way is tried. The proxy that `HTTPS_PROXY`, `HTTP_PROXY` or
/// `ALL_PROXY` names is used. A program that has its own client puts it behind [`Post`].
#[derive(Default)]
pub struct HttpPost {
    agent: Option<Agent>,
}

impl HttpPost {
    /// Makes one; nothing is opened before the first request.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn agent(&mut self) -> &Agent {
        self.agent.get_or_insert_with(|| {
            let config = Agent::config_builder()
                .http_status_as_error(false)
                .max_redirects(0)
                .max_redirects_will_error(false)
                .max_idle_connections(1)
                // What runs on the machine is nothing that a destination has to know.
                .user_agent("");
            Agent::new_with_config(config.build())
        })
    }
}

impl Post for HttpPost {
    fn post(&mut self, request: &Request<'_>) -> Result<Response, PostError> {
        let start = Instant::now();
        let builder = self.agent().post(request.url).config().timeout_global(Some(request.timeout)).build();
        let builder = request.headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value));
        let answer = builder.send(request.body).map_err(|error| post_error(&error))?;
        let (parts, body) = answer.into_parts();
        let (body, is_whole) = read(body);
        let took = start.elapsed().max(Duration::from_nanos(1));
        Ok(Response { status: parts.status.as_u16(), headers: texts(&parts.headers), body, is_whole, took })
    }
}

/// Reads a body as far as it comes in time, up to the limit, and says whether that is all of it.
fn read(body: Body) -> (Vec<u8>, bool) {
    let mut bytes = Vec::new();
    let mut reader = body.into_reader().take(MOST_ANSWER as u64 + 1);
    let is_whole = reader.read_to_end(&mut bytes).is_ok() && bytes.len() <= MOST_ANSWER;
    bytes.truncate(MOST_ANSWER);
    (bytes, is_whole)
}

fn texts(headers: &HeaderMap) -> Vec<(String, String)> {
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value.as_bytes()))).collect()
}

fn post_error(error: &Error) -> PostError {
    let text = error.to_string();
    match error {
        Error::Timeout(_) => PostError::Timeout,
        // What the library says of an address may show a key in it.
        Error::BadUri(_) => PostError::Address("the address cannot be used".to_owned()),
        Error::Http(_) => PostError::Address(text),
        Error::Tls(_) | Error::Pem(_) | Error::Rustls(_) => PostError::Tls(text),
        // So a handshake fails: what came is no proof.
        Error::Io(error) if error.kind() == io::ErrorKind::InvalidData => PostError::Tls(text),
        _ => PostError::Network(text),
    }
}
