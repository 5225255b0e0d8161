//! A sender of the systems' own: events as members of one JSON array, in whatever frame the receiver wants around it.

use telemetry_core::runtime::senders::http::{HttpPost, Post, Request};
use telemetry_core::runtime::{Batch, Item, Outcome, Sender};

/// Sends each batch as one JSON document.
pub(crate) struct PostJson {
    post: HttpPost,
    url: String,
    /// What stands before and behind the events.
    frame: [&'static str; 2],
    /// Writes one event.
    write: fn(&mut Vec<u8>, &Item<'_>),
}

impl PostJson {
    /// Sends to an address, in a frame.
    pub(crate) fn new(url: String, frame: [&'static str; 2], write: fn(&mut Vec<u8>, &Item<'_>)) -> Self {
        Self { post: HttpPost::new(), url, frame, write }
    }
}

impl Sender for PostJson {
    fn encode(&mut self, item: &Item<'_>, entry: &mut Vec<u8>) {
        (self.write)(entry, item);
    }

    fn send(&mut self, batch: &Batch<'_>) -> Outcome {
        let body = [self.frame[0].as_bytes(), &batch.entries.join(&b','), self.frame[1].as_bytes()].concat();
        let headers = vec![("content-type", "application/json")];
        let request = Request { url: &self.url, headers, body: &body, timeout: batch.timeout };
        match self.post.post(&request).map(|response| response.status) {
            Ok(200..=299) => Outcome::Accepted,
            Ok(413) => Outcome::TooLarge,
            Ok(status @ 400..=499) => Outcome::Refused(format!("the server answers {status}")),
            Ok(_) | Err(_) => Outcome::Later { after: None },
        }
    }
}
