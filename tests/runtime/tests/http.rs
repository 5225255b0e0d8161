//! Servers that misbehave: every sender over HTTP ends in time, says what became of the events, and sends nothing where
//! it does not belong. The servers are real ones on loopback.

use runtime_tests::official::start;
use runtime_tests::{Answer, PATIENCE, Received, Server, everything, item, send};
use std::io::{BufRead, BufReader};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use telemetry_core::runtime::senders::application_insights::ApplicationInsights;
use telemetry_core::runtime::senders::http::{Compression, HttpPost, Post, PostError, Request, Response};
use telemetry_core::runtime::senders::otlp::Otlp;
use telemetry_core::runtime::senders::segment::Segment;
use telemetry_core::runtime::{Outcome, Sender};

/// When this is up, a server that never answers has failed. Tests wait for it and never race against it.
const SOON: Duration = Duration::from_millis(250);

fn later(after: Option<u64>) -> Outcome {
    Outcome::Later { after: after.map(Duration::from_secs) }
}

fn refused(status: u16) -> Outcome {
    Outcome::Refused(format!("the server answers {status}"))
}

fn check_in(answer: &Answer, timeout: Duration, expected: &Outcome) {
    let server = Server::always(answer.clone());
    let start = Instant::now();
    let outcome = send(&mut Segment::new("key").url(&server.url("/v1/batch")), &[item(1, Vec::new())], timeout);
    assert_eq!(outcome, *expected, "{answer:?}");
    assert!(start.elapsed() < PATIENCE / 2, "{answer:?} took {:?}", start.elapsed());
}

#[expect(clippy::needless_pass_by_value, reason = "lists of cases read better")]
fn check(answer: Answer, expected: &Outcome) {
    check_in(&answer, PATIENCE, expected);
}

#[test]
fn a_status_says_what_becomes_of_events() {
    for status in [200, 201, 202, 204] {
        check(Answer::status(status), &Outcome::Accepted);
    }
    for status in [400, 401, 402, 403, 404, 405, 410, 415, 422] {
        check(Answer::status(status), &refused(status));
    }
    for status in [300, 302, 304, 407, 408, 425, 429, 439, 500, 501, 502, 503, 504, 511] {
        check(Answer::status(status), &later(None));
    }
    check(Answer::status(413), &Outcome::TooLarge);
}

#[test]
fn a_server_may_ask_to_wait_and_is_not_waited_for_longer_than_a_day() {
    let wait = |status: u16, value: &str| Answer::status(status).with("retry-after", value);
    check(wait(429, "2"), &later(Some(2)));
    check(wait(503, "0"), &later(Some(0)));
    check(wait(503, "-5"), &later(None));
    check(wait(429, "a while"), &later(None));
    check(wait(429, "315360000"), &later(Some(86_400)));
    // The batch says it is 04:04:07; a server says its own time, and that one counts.
    check(wait(429, "Sat, 03 Jan 2026 04:05:07 GMT"), &later(Some(60)));
    check(wait(429, "Sat, 03 Jan 2026 04:00:00 GMT"), &later(Some(0)));
    let by_its_clock = wait(429, "Fri, 01 Jan 2100 00:00:30 GMT").with("date", "Fri, 01 Jan 2100 00:00:00 GMT");
    check(by_its_clock, &later(Some(30)));
    check(wait(400, "5"), &refused(400));
}

#[test]
fn what_is_no_answer_of_the_destination_is_not_believed() {
    check(Answer::body(200, "text/html; charset=utf-8", "<html>Pay first</html>"), &later(None));
    check(Answer::body(200, "TEXT/HTML", ""), &later(None));
    check(Answer::body(200, "text/plain", "OK"), &Outcome::Accepted);
    check(Answer::body(200, "application/json", "{\"success\":"), &Outcome::Accepted);
    check(Answer::Raw(b"SSH-2.0-OpenSSH_9.2\r\n".to_vec()), &later(None));
    check(Answer::Raw(vec![0; 4096]), &later(None));
    check(Answer::Raw(b"HTTP/1.1 200".to_vec()), &later(None));
    check(Answer::Raw(b"HTTP/1.1 2000 OK\r\n\r\n".to_vec()), &later(None));
    check(Answer::Raw(Vec::new()), &later(None));
}

#[test]
fn the_status_counts_where_the_body_breaks() {
    check(Answer::Raw(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf".to_vec()), &Outcome::Accepted);
    check(Answer::Raw(b"HTTP/1.1 503 No\r\ncontent-length: 100\r\n\r\nhalf".to_vec()), &later(None));
    check(Answer::Raw(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n".to_vec()), &Outcome::Accepted);
    check(Answer::Endless, &Outcome::Accepted);
}

#[test]
fn time_is_up_for_the_whole_request_and_not_for_each_byte() {
    check_in(&Answer::Nothing, SOON, &later(None));
    check_in(&Answer::Drip, SOON, &later(None));
}

#[test]
fn a_connection_that_breaks_is_tried_again() {
    check(Answer::Reset, &later(None));
    let nobody = "http://127.0.0.1:9/v1/batch"; // the port of `discard`, where nobody listens
    assert_eq!(send(&mut Segment::new("key").url(nobody), &[item(1, Vec::new())], PATIENCE), later(None));
    let nowhere = "http://nowhere.invalid/v1/batch"; // a name that never exists
    assert_eq!(send(&mut Segment::new("key").url(nowhere), &[item(1, Vec::new())], PATIENCE), later(None));
}

#[test]
fn an_address_that_is_none_is_refused_with_the_reason() {
    for url in ["", "localhost:1", "ftp://localhost/", "http:///v1"] {
        let outcome = send(&mut Segment::new("key").url(url), &[item(1, Vec::new())], PATIENCE);
        assert_eq!(outcome, Outcome::Refused(format!("`{url}` is no address: write `https://host/path`")));
    }
    let url = "localhost/collect?key=secret#secret";
    let outcome = send(&mut Segment::new("key").url(url), &[item(1, Vec::new())], PATIENCE);
    let reason = "`localhost/collect` is no address: write `https://host/path`";
    assert_eq!(outcome, Outcome::Refused(reason.to_owned()));
    let secret = "https://name:password@localhost/";
    let outcome = send(&mut Segment::new("key").url(secret), &[item(1, Vec::new())], PATIENCE);
    let reason = "an address holds a name or a password: write `https://host/path`, and those into a header";
    assert_eq!(outcome, Outcome::Refused(reason.to_owned()));
}

#[test]
fn what_a_sender_has_trouble_with_is_said_in_words_of_its_own_until_it_has_none() {
    let check_in = |timeout: Duration, answer: Answer, expected: &[Option<&str>]| {
        let server = Server::new(vec![answer], Answer::status(200));
        let mut sender = Segment::new("key").url(&server.url("/v1/batch"));
        for expected in expected {
            send(&mut sender, &[item(1, Vec::new())], timeout);
            assert_eq!(sender.trouble().as_deref(), *expected);
        }
    };
    let check = |answer: Answer, expected: &[Option<&str>]| check_in(PATIENCE, answer, expected);
    check(Answer::status(503), &[Some("the server answers 503"), None]);
    check(Answer::status(401), &[Some("the server answers 401"), None]);
    check(Answer::body(200, "text/html", "<p>Pay first</p>"), &[Some("the server answers 200 with a page"), None]);
    check(Answer::Reset, &[Some("the server is not reached")]);
    check_in(SOON, Answer::Nothing, &[Some("the server does not answer in time")]);
}

#[test]
fn nothing_is_sent_to_a_server_that_does_not_speak_tls() {
    let server = Server::always(Answer::status(200));
    let url = server.url("/v1/batch").replace("http:", "https:");
    let outcome = send(&mut Segment::new("key").url(&url), &[item(1, Vec::new())], SOON);
    assert_eq!(outcome, later(None));
    assert!(server.received().is_empty());
    // What came is the first record of a handshake, where it is known already, and holds nothing of an event.
    let came = server.first_bytes();
    assert!(came.is_empty() || came[0] == 0x16, "{came:?}");
}

#[test]
fn nothing_is_sent_to_a_server_that_nobody_vouches_for() {
    let mut server = start("tls.py", &[]);
    let mut lines = BufReader::new(server.stdout.take().expect("it is piped")).lines();
    let mut line = || lines.next().and_then(Result::ok).unwrap_or_default();
    let url = format!("https://127.0.0.1:{}/v1/batch", line());
    // Looked at from below, where it is known why: for a sender it is one more server that cannot be reached.
    let request = Request { url: &url, headers: Vec::new(), body: b"event", timeout: PATIENCE };
    let error = HttpPost::new().post(&request).err();
    assert!(matches!(&error, Some(PostError::Tls(text)) if text.contains("UnknownIssuer")), "{error:?}");
    assert!(line().starts_with("refused "));
    assert!(server.wait().is_ok_and(|status| status.success()));
}

fn paths(received: &[Received]) -> Vec<&str> {
    received.iter().map(|request| request.line.split(' ').nth(1).unwrap_or("")).collect()
}

#[test]
fn a_redirect_is_followed_on_the_same_server_and_not_for_ever() {
    let to = |status: u16, location: &str| Answer::status(status).with("location", location);
    let check = |script: Vec<Answer>, always: Answer, expected: &Outcome, expected_paths: &[&str]| {
        let server = Server::new(script, always);
        let outcome = send(&mut Segment::new("key").url(&server.url("/a")), &[everything(1)], PATIENCE);
        let received = server.received();
        assert_eq!((outcome, paths(&received)), (expected.clone(), expected_paths.to_vec()));
        assert!(received.iter().all(|request| request.body == received[0].body), "each request has the events");
    };
    check(vec![to(307, "/b")], Answer::status(200), &Outcome::Accepted, &["/a", "/b"]);
    check(vec![to(308, "/b"), to(307, "/c")], Answer::status(400), &refused(400), &["/a", "/b", "/c"]);
    check(vec![], to(307, "/a"), &later(None), &["/a", "/a", "/a", "/a"]);
    check(vec![to(302, "/b")], Answer::status(200), &later(None), &["/a"]);
    check(vec![to(307, "b")], Answer::status(200), &later(None), &["/a"]);
}

#[test]
fn a_redirect_to_another_server_gets_no_event() {
    let other = Server::always(Answer::status(200));
    for location in [other.url("/b"), other.url("/b").replace("http:", "https:"), other.url("/b").replace("http:", "")]
    {
        let server = Server::always(Answer::status(307).with("location", &location));
        assert_eq!(
            send(&mut Segment::new("key").url(&server.url("/a")), &[item(1, Vec::new())], PATIENCE),
            later(None)
        );
        assert_eq!(paths(&server.received()), ["/a"]);
    }
    assert!(other.received().is_empty() && other.first_bytes().is_empty());
}

#[test]
fn bodies_are_compressed_where_that_pays_and_the_server_can() {
    let items: Vec<_> = (0..50).map(everything).collect();
    let server = Server::always(Answer::status(200));
    let mut sender = Segment::new("key").url(&server.url("/a"));
    assert_eq!(send(&mut sender, &items, PATIENCE), Outcome::Accepted);
    assert_eq!(send(&mut sender, &items[..1], PATIENCE), Outcome::Accepted);
    let mut plain = Segment::new("key").url(&server.url("/a")).compression(Compression::None);
    assert_eq!(send(&mut plain, &items, PATIENCE), Outcome::Accepted);
    let received = server.received();
    let encodings: Vec<_> = received.iter().map(|request| request.header("content-encoding")).collect();
    assert_eq!(encodings, [Some("gzip"), None, None]);
    assert!(received[0].length * 5 < received[0].body.len() && received[0].body == received[2].body);
}

#[test]
fn a_server_that_cannot_decompress_gets_plain_bodies_from_then_on() {
    let server = Server::new(vec![Answer::status(415)], Answer::status(200));
    let mut sender = Otlp::new(&server.url("/v1/logs"));
    let items: Vec<_> = (0..9).map(everything).collect();
    let outcomes = [send(&mut sender, &items, PATIENCE), send(&mut sender, &items, PATIENCE)];
    assert_eq!(outcomes, [later(Some(0)), Outcome::Accepted]);
    let received = server.received();
    assert_eq!(received[1].header("content-encoding"), None);
    assert_eq!(received[0].body, received[1].body);
}

#[test]
fn requests_say_nothing_about_the_machine() {
    let server = Server::always(Answer::status(200));
    let mut sender = Otlp::new(&server.url("/v1/logs")).header("Authorization", "Bearer t");
    send(&mut sender, &[item(1, Vec::new())], PATIENCE);
    let received = server.received();
    let mut names: Vec<_> = received[0].headers.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["accept", "authorization", "content-length", "content-type", "host"]);
}

#[test]
fn a_request_that_is_looked_at_shows_no_key() {
    let headers = vec![("authorization", "Bearer secret"), ("content-type", "application/json")];
    let (url, timeout) = ("https://a/b?key=secret", Duration::from_secs(1));
    let shown = format!("{:?}", Request { url, headers, body: b"secret", timeout });
    let expected =
        r#"Request { url: "https://a/b", headers: ["authorization", "content-type"], timeout: 1s, bytes: 6, .. }"#;
    assert_eq!(shown, expected);
}

/// A network that answers from a list and says how long that took.
#[derive(Clone, Default)]
struct Scripted {
    answers: Arc<Mutex<Vec<Result<Response, PostError>>>>,
    timeouts: Arc<Mutex<Vec<Duration>>>,
}

impl Post for Scripted {
    fn post(&mut self, request: &Request<'_>) -> Result<Response, PostError> {
        self.timeouts.lock().map(|mut timeouts| timeouts.push(request.timeout)).expect("no test panics here");
        self.answers.lock().expect("no test panics here").remove(0)
    }
}

#[test]
fn redirects_share_the_time_of_one_request() {
    let seconds = Duration::from_secs;
    let check = |took: &[u64], expected: &Outcome, expected_timeouts: &[u64]| {
        let network = Scripted::default();
        let redirect = |took: &u64| {
            let headers = vec![("location".to_owned(), "/b".to_owned())];
            Ok(Response { status: 307, headers, took: seconds(*took), ..Response::default() })
        };
        let mut answers: Vec<_> = took.iter().map(redirect).collect();
        answers.push(Ok(Response { status: 200, ..Response::default() }));
        network.answers.lock().map(|mut list| *list = answers).expect("no test panics here");
        let mut sender = Segment::new("key").url("https://a/b").post(network.clone());
        assert_eq!(send(&mut sender, &[item(1, Vec::new())], seconds(10)), *expected);
        let timeouts = network.timeouts.lock().expect("no test panics here").clone();
        assert_eq!(timeouts, expected_timeouts.iter().copied().map(seconds).collect::<Vec<_>>());
    };
    check(&[], &Outcome::Accepted, &[10]);
    check(&[3, 4, 1], &Outcome::Accepted, &[10, 7, 3, 2]);
    check(&[3, 7], &later(None), &[10, 7]);
    check(&[30], &later(None), &[10]);
}

#[test]
fn what_keeps_a_request_from_being_answered_says_what_becomes_of_events() {
    let check = |error: PostError, expected: &Outcome| {
        let network = Scripted { answers: Arc::new(Mutex::new(vec![Err(error)])), ..Scripted::default() };
        let mut sender = Otlp::new("https://a/b").post(network);
        assert_eq!(send(&mut sender, &[item(1, Vec::new())], PATIENCE), *expected);
    };
    check(PostError::Timeout, &later(None));
    check(PostError::Network("reset".to_owned()), &later(None));
    check(PostError::Tls("expired".to_owned()), &later(None));
    check(PostError::Address("no".to_owned()), &Outcome::Refused("no".to_owned()));
}

/// Answers that are almost right, by a small generator with a fixed seed: none is worse than a wrong answer.
#[test]
fn no_answer_makes_a_sender_panic_or_name_events_that_are_not_there() {
    let seeds: [(&str, &[u8]); 2] = [
        ("application/json", br#"{"itemsReceived":2,"errors":[{"index":0,"statusCode":500,"message":"a"}]}"#),
        ("application/x-protobuf", b"\x0a\x0a\x08\xac\x02\x12\x05bytes"),
    ];
    let mut state = 0x2545_f491_u32;
    let mut random = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state
    };
    for round in 0..4000 {
        let (media_type, seed) = seeds[round % 2];
        let mut body = seed.to_vec();
        for _ in 0..=random() % 3 {
            let at = random() as usize % body.len();
            body[at] = random().to_le_bytes()[0];
        }
        body.truncate(random() as usize % (body.len() * 2) + 1);
        let headers = vec![("content-type".to_owned(), media_type.to_owned())];
        let answer = Response { status: 206, headers, body, is_whole: true, took: Duration::ZERO };
        let network = || Scripted { answers: Arc::new(Mutex::new(vec![Ok(answer.clone())])), ..Scripted::default() };
        let senders: [Box<dyn Sender>; 2] = [
            Box::new(Otlp::new("https://a/b").post(network())),
            Box::new(ApplicationInsights::new("key").post(network())),
        ];
        for mut sender in senders {
            match send(&mut *sender, &[item(1, Vec::new()), item(2, Vec::new())], PATIENCE) {
                Outcome::Partly { retry, refused } => {
                    assert!(!retry.is_empty() || !refused.is_empty(), "{answer:?}");
                    assert!(retry.iter().chain(&refused).all(|index| *index < 2), "{answer:?}");
                }
                Outcome::Accepted | Outcome::Later { after: None } => {}
                other => panic!("{other:?}: {answer:?}"),
            }
        }
    }
}
