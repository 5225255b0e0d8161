//! A server on loopback that answers every request as its script says, and keeps what it was asked.

use flate2::read::GzDecoder;
use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// How a request is answered.
#[derive(Clone, Debug)]
pub enum Answer {
    /// In full: status, headers, body.
    Full(u16, Vec<(String, String)>, Vec<u8>),
    /// With these bytes, whatever they are; then the connection is closed.
    Raw(Vec<u8>),
    /// Not at all, until the client goes away.
    Nothing,
    /// The same, and the request is not even read.
    Reset,
    /// A byte now and then, without an end.
    Drip,
    /// A body without an end.
    Endless,
}

impl Answer {
    /// An answer without headers and body.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self::Full(status, Vec::new(), Vec::new())
    }

    /// An answer with a body of this type.
    #[must_use]
    pub fn body(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self::Full(status, Vec::new(), body.into()).with("content-type", media_type)
    }

    /// The same answer with one header more.
    #[must_use]
    pub fn with(self, name: &str, value: &str) -> Self {
        match self {
            Self::Full(status, mut headers, body) => {
                headers.push((name.to_owned(), value.to_owned()));
                Self::Full(status, headers, body)
            }
            other => other,
        }
    }
}

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Received {
    /// The first line: method, path, version.
    pub line: String,
    /// Names of headers, in lower case, and their values.
    pub headers: Vec<(String, String)>,
    /// The body, decompressed.
    pub body: Vec<u8>,
    /// How long it was on the wire.
    pub length: usize,
}

impl Received {
    /// Returns the value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// A server that listens for as long as the test runs.
pub struct Server {
    port: u16,
    state: Arc<Mutex<State>>,
}

struct State {
    script: VecDeque<Answer>,
    always: Answer,
    received: Vec<Received>,
    first_bytes: Vec<u8>,
}

impl Server {
    /// Answers one request after another from the script, then every one as `always` says.
    ///
    /// # Panics
    ///
    /// When nothing can listen on loopback.
    #[must_use]
    pub fn new(script: Vec<Answer>, always: Answer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("something can listen on loopback");
        let port = listener.local_addr().expect("a listener has an address").port();
        let state = State { script: script.into(), always, received: Vec::new(), first_bytes: Vec::new() };
        let state = Arc::new(Mutex::new(state));
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&shared);
                thread::spawn(move || serve(&stream, &state));
            }
        });
        Self { port, state }
    }

    /// Answers every request the same.
    #[must_use]
    pub fn always(answer: Answer) -> Self {
        Self::new(Vec::new(), answer)
    }

    /// Returns the address of a path on this server.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Returns the requests so far.
    pub fn received(&self) -> Vec<Received> {
        lock(&self.state).received.clone()
    }

    /// Returns what came first on connections that brought no request.
    pub fn first_bytes(&self) -> Vec<u8> {
        lock(&self.state).first_bytes.clone()
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

fn serve(stream: &TcpStream, state: &Mutex<State>) -> Option<()> {
    loop {
        let is_reset = matches!(next(&mut lock(state), false), Answer::Reset);
        if is_reset {
            // Closing a connection with unread bytes resets it.
            stream.peek(&mut [0]).ok()?;
            next(&mut lock(state), true);
            return None;
        }
        let received = read(stream, state)?;
        let answer = {
            let mut state = lock(state);
            state.received.push(received);
            next(&mut state, true)
        };
        answer_with(stream, answer)?;
    }
}

fn next(state: &mut State, is_used: bool) -> Answer {
    let next = if is_used { state.script.pop_front() } else { state.script.front().cloned() };
    next.unwrap_or_else(|| state.always.clone())
}

fn read(stream: &TcpStream, state: &Mutex<State>) -> Option<Received> {
    let mut reader = BufReader::new(stream);
    let mut first = Vec::new();
    reader.read_until(b'\n', &mut first).ok()?;
    let Some(line) = String::from_utf8(first.clone()).ok().filter(|line| line.contains(" HTTP/1.1\r\n")) else {
        lock(state).first_bytes.extend(first);
        return None;
    };
    let mut headers = Vec::new();
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        let Some((name, value)) = header.trim_end().split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let value = |name: &str| headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let length = value("content-length").and_then(|value| value.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    if value("content-encoding") == Some("gzip") {
        let mut plain = Vec::new();
        GzDecoder::new(&*body).read_to_end(&mut plain).ok()?;
        body = plain;
    }
    Some(Received { line: line.trim_end().to_owned(), headers, body, length })
}

/// Answers, and returns nothing where the connection is over.
fn answer_with(mut stream: &TcpStream, answer: Answer) -> Option<()> {
    match answer {
        Answer::Full(status, headers, body) => {
            let mut head = format!("HTTP/1.1 {status} as told\r\ncontent-length: {}\r\n", body.len());
            for (name, value) in headers {
                head.push_str(&format!("{name}: {value}\r\n"));
            }
            stream.write_all(format!("{head}\r\n").as_bytes()).ok()?;
            stream.write_all(&body).ok()
        }
        Answer::Raw(bytes) => {
            let _ = stream.write_all(&bytes);
            None
        }
        Answer::Nothing | Answer::Reset => {
            let _ = stream.read(&mut [0]);
            None
        }
        Answer::Drip => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nx-slow: ").ok()?;
            for _ in 0..100_000 {
                stream.write_all(b"a").ok()?;
                thread::sleep(Duration::from_millis(5));
            }
            None
        }
        Answer::Endless => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n").ok()?;
            for _ in 0..100_000 {
                stream.write_all(&[b'a'; 4096]).ok()?;
            }
            None
        }
    }
}
