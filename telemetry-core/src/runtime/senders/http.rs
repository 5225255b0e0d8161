//! What all senders share that speak HTTP: the request and its deadline, redirects, what a status means.
//!
//! A sender makes a body, `Http::deliver` brings it there, and what a good answer says is for the sender to read. The
//! network stands behind [`Post`]; [`HttpPost`] is the one that programs use.

mod address;
mod client;
mod compression;
mod retry_after;

pub use client::HttpPost;
pub use compression::Compression;

use crate::runtime::{Batch, Outcome};
use address::{has_same_origin, is_address, resolve};
use compression::Compressor;
use retry_after::{date, retry_after};
use std::fmt;
use std::time::Duration;

/// How many redirects are followed.
const MOST_REDIRECTS: usize = 3;

/// How much of an answer's body is read.
pub const MOST_ANSWER: usize = 64 * 1024;

/// Brings one request to a server and its answer back: the network, or what stands for it in a test.
pub trait Post: Send {
    /// Sends one request and waits for its answer, up to [`Request::timeout`] in all. Follows no redirect.
    ///
    /// # Errors
    ///
    /// When there is no answer that could be read up to the end of its headers.
    fn post(&mut self, request: &Request<'_>) -> Result<Response, PostError>;
}

/// One POST request. `Debug` shows neither the values of headers, which hold keys, nor the body.
#[derive(Clone)]
pub struct Request<'a> {
    /// Where it goes: `http` or `https`, host and path.
    pub url: &'a str,
    /// Names and values of headers.
    pub headers: Vec<(&'a str, &'a str)>,
    /// The body.
    pub body: &'a [u8],
    /// How long it may take in all, from the look-up of the name to the last byte of the answer.
    pub timeout: Duration,
}

impl fmt::Debug for Request<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        let mut shown = formatter.debug_struct("Request");
        shown.field("url", &without_query(self.url)).field("headers", &names).field("timeout", &self.timeout);
        shown.field("bytes", &self.body.len()).finish_non_exhaustive()
    }
}

/// Returns an address as it may be shown: some keep a key behind its `?`.
fn without_query(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or_default()
}

/// What a server answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// Names of headers, in lower case, and their values.
    pub headers: Vec<(String, String)>,
    /// The body, up to [`MOST_ANSWER`].
    pub body: Vec<u8>,
    /// Whether the body is all there.
    pub is_whole: bool,
    /// How long it took.
    pub took: Duration,
}

impl Response {
    /// Returns the value of a header; names are in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Returns the media type of the body, without its parameters, in lower case.
    fn media_type(&self) -> Option<String> {
        let value = self.header("content-type")?.split(';').next()?;
        Some(value.trim().to_ascii_lowercase())
    }

    /// Returns whether it is written for people.
    fn is_page(&self) -> bool {
        self.media_type().as_deref() == Some("text/html")
    }

    /// Returns the body where it is whole and of the type that was asked for: only then is it believed.
    pub fn body_of(&self, media_type: &str) -> Option<&[u8]> {
        (self.is_whole && self.media_type().as_deref() == Some(media_type)).then_some(&self.body)
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PostError {
    /// The address cannot be used, now or ever.
    Address(String),
    /// The time was up.
    Timeout,
    /// The server was not reached, the connection broke, or what came was no HTTP.
    Network(String),
    /// The server did not prove who it is. Nothing was sent to it, and nothing will be without that proof.
    Tls(String),
}

/// One address and how it is spoken to.
pub(super) struct Http {
    post: Box<dyn Post>,
    pub(super) url: String,
    headers: Vec<(String, String)>,
    compressor: Compressor,
    /// Why nobody took what was sent last.
    pub(super) trouble: Option<String>,
}

impl Http {
    pub(super) fn new(url: impl Into<String>, content_type: &str) -> Self {
        let headers = vec![("content-type".to_owned(), content_type.to_owned())];
        Self { post: Box::new(HttpPost::new()), url: url.into(), headers, compressor: Compressor::new(), trouble: None }
    }

    pub(super) fn set_post(&mut self, post: impl Post + 'static) {
        self.post = Box::new(post);
    }

    pub(super) fn set_header(&mut self, name: &str, value: &str) {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self.headers.push((name.to_ascii_lowercase(), value.to_owned()));
    }

    pub(super) fn set_compression(&mut self, compression: Compression) {
        self.compressor.set(compression);
    }

    /// Sends a body and returns the answer where it says that events were taken; else what becomes of them.
    pub(super) fn deliver(&mut self, body: &[u8], batch: &Batch<'_>) -> Result<Response, Outcome> {
        if !is_address(&self.url) {
            return Err(Outcome::Refused(no_address(&self.url)));
        }
        let posted = self.post_compressed(body, batch.timeout);
        self.trouble = trouble(&posted);
        let response = posted.map_err(|error| match error {
            PostError::Address(text) => Outcome::Refused(text),
            PostError::Timeout | PostError::Network(_) | PostError::Tls(_) => Outcome::Later { after: None },
        })?;
        if response.status == 415 && self.compressor.give_up() {
            return Err(Outcome::Later { after: Some(Duration::ZERO) });
        }
        match fate(response.status) {
            // The page of a network that wants to be paid first is no answer of the destination.
            Fate::Taken if response.is_page() => Err(later(&response, batch)),
            Fate::Taken => Ok(response),
            Fate::TooLarge => Err(Outcome::TooLarge),
            Fate::Later => Err(later(&response, batch)),
            Fate::Refused => Err(Outcome::Refused(format!("the server answers {}", response.status))),
        }
    }

    fn post_compressed(&mut self, body: &[u8], timeout: Duration) -> Result<Response, PostError> {
        let (body, encoding) = self.compressor.compress(body);
        let mut headers: Vec<_> = self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        headers.extend(encoding.map(|encoding| ("content-encoding", encoding)));
        post_following(&mut *self.post, Request { url: &self.url, headers, body, timeout })
    }
}

/// Says what is wrong with an address, and never what may be a password in it.
fn no_address(url: &str) -> String {
    if url.contains('@') {
        return "an address holds a name or a password: write `https://host/path`, and those into a header".to_owned();
    }
    format!("`{}` is no address: write `https://host/path`", without_query(url))
}

/// Sends a request, and again where the same server says that it belongs elsewhere on it.
fn post_following(post: &mut dyn Post, mut request: Request<'_>) -> Result<Response, PostError> {
    let mut url = request.url.to_owned();
    let mut left = request.timeout;
    for _ in 0..MOST_REDIRECTS {
        let response = post.post(&Request { url: &url, ..request.clone() })?;
        left = left.saturating_sub(response.took);
        let target = response.header("location").and_then(|location| resolve(&url, location));
        match target {
            // The other redirects ask for a GET, which would carry no events.
            Some(target) if matches!(response.status, 307 | 308) && has_same_origin(&url, &target) => url = target,
            _ => return Ok(response),
        }
        if left.is_zero() {
            return Err(PostError::Timeout);
        }
        request.timeout = left;
    }
    post.post(&Request { url: &url, ..request })
}

/// Says why nobody took what was sent, without a word that is not ours.
fn trouble(posted: &Result<Response, PostError>) -> Option<String> {
    Some(match posted {
        Ok(response) if fate(response.status) == Fate::Taken => {
            return response.is_page().then(|| format!("the server answers {} with a page", response.status));
        }
        Ok(response) => format!("the server answers {}", response.status),
        Err(PostError::Address(_)) => "there is no such address".to_owned(),
        Err(PostError::Timeout) => "the server does not answer in time".to_owned(),
        Err(PostError::Network(_)) => "the server is not reached".to_owned(),
        Err(PostError::Tls(_)) => "the server does not prove who it is".to_owned(),
    })
}

/// What a status means for events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Taken,
    TooLarge,
    Later,
    Refused,
}

/// Says what a status means for what was sent.
pub(super) fn fate(status: u16) -> Fate {
    match status {
        200..=299 => Fate::Taken,
        413 => Fate::TooLarge,
        // Redirects that are not followed: networks that want to be paid first answer so, and stop when they are.
        300..=399 => Fate::Later,
        // A proxy's login, a timeout, too early, too many, and Azure's "quota of the day is used up".
        407 | 408 | 425 | 429 | 439 => Fate::Later,
        500..=599 => Fate::Later,
        _ => Fate::Refused,
    }
}

/// Reads how long a server asks to wait. Its own clock counts where it says what that shows.
fn later(response: &Response, batch: &Batch<'_>) -> Outcome {
    let now = response.header("date").and_then(date).unwrap_or(batch.sent.div_euclid(1000));
    Outcome::Later { after: response.header("retry-after").and_then(|value| retry_after(value, now)) }
}

/// What all these senders let a program set.
macro_rules! http_options {
    () => {
        /// Sends through this instead of the network.
        #[must_use]
        pub fn post(mut self, post: impl $crate::runtime::senders::http::Post + 'static) -> Self {
            self.http.set_post(post);
            self
        }

        /// Adds a header to every request.
        #[must_use]
        pub fn header(mut self, name: &str, value: &str) -> Self {
            self.http.set_header(name, value);
            self
        }

        /// Says whether bodies are compressed; they are when nothing is said.
        #[must_use]
        pub fn compression(mut self, compression: $crate::runtime::senders::http::Compression) -> Self {
            self.http.set_compression(compression);
            self
        }
    };
}

pub(super) use http_options;
