//! The line to a relay: bytes out, replies in, both at once. What they mean is not its business.

use super::reply::{self, Answer, MAX_LINE, MAX_LINES};
use crate::model::{Argument, Reply, system_error};
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::time::timeout;

/// What bytes go over: a socket, or TLS on one.
pub(super) trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Stream for T {}

/// Why nothing more can be said on a line.
#[derive(Debug)]
pub(super) enum Broken {
    /// The other side hung up, or the network did.
    Closed(Argument),
    /// It took too long.
    TimedOut,
    /// What came is no reply; its beginning.
    Rubbish(String),
}

impl Broken {
    /// The name of its message.
    fn code(&self) -> &'static str {
        match self {
            Self::Closed(_) => "delivery-line-closed",
            Self::TimedOut => "delivery-line-silent",
            Self::Rubbish(_) => "delivery-line-rubbish",
        }
    }

    /// A reply that has no place where it came.
    pub(super) fn out_of_turn(answer: &Answer) -> Self {
        Self::Rubbish(answer.code.to_string())
    }

    /// What stands in a ledger in place of the relay's reply.
    pub(super) fn reply(&self) -> Reply {
        Reply { code: 0, enhanced: None, text: self.code().to_owned() }
    }
}

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Self {
        Self::Closed(system_error(&error))
    }
}

/// How large a part of what the relay says is read at once, in bytes.
const READ: usize = 4096;

/// What has left already is forgotten once it is so large, in bytes.
const FORGET: usize = 1 << 17;

/// The line to a relay.
pub(super) struct Line {
    stream: Box<dyn Stream>,
    /// Whether bytes that the stream did not own up to may have left all the same, as TLS does at a failure.
    is_sealed: bool,
    /// What is to be said; up to `start` it has left.
    out: Vec<u8>,
    start: usize,
    /// How many bytes were queued since the beginning.
    queued: u64,
    /// How many bytes the other side may have read.
    reached: u64,
    /// What was heard; up to `read` it is understood.
    heard: Vec<u8>,
    read: usize,
    answer: Answer,
}

impl Line {
    pub(super) fn open(stream: Box<dyn Stream>) -> Self {
        Self {
            stream,
            is_sealed: false,
            out: Vec::new(),
            start: 0,
            queued: 0,
            reached: 0,
            heard: Vec::with_capacity(READ),
            read: 0,
            answer: Answer { code: 0, lines: Vec::new() },
        }
    }

    /// A line with TLS on it.
    pub(super) fn sealed(stream: Box<dyn Stream>) -> Self {
        Self { is_sealed: true, ..Self::open(stream) }
    }

    /// The bare stream, for a handshake. Whoever asks has made sure that nothing is unread.
    pub(super) fn into_stream(self) -> Box<dyn Stream> {
        self.stream
    }

    /// Where the next byte that is queued will stand, counted from the beginning.
    pub(super) fn position(&self) -> u64 {
        self.queued
    }

    /// How many bytes the other side may have read.
    pub(super) fn reached(&self) -> u64 {
        self.reached
    }

    /// The other side has said that it read nothing more.
    pub(super) fn disregard(&mut self) {
        self.reached = 0;
    }

    /// Whether all that was queued has left.
    pub(super) fn is_flushed(&self) -> bool {
        self.start == self.out.len()
    }

    /// Has bytes said when the line takes them.
    pub(super) fn queue(&mut self, bytes: &[u8]) {
        self.queue_with(|out| out.extend_from_slice(bytes));
    }

    /// The same for bytes that `write` appends.
    pub(super) fn queue_with(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        if self.is_flushed() || self.start > FORGET {
            self.out.drain(..self.start);
            self.start = 0;
        }
        let before = self.out.len();
        write(&mut self.out);
        self.queued += (self.out.len() - before) as u64;
    }

    /// Gets out what is queued. Ready where all of it has left, or nothing more can.
    pub(super) fn poll_flush(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Broken>> {
        while !self.is_flushed() {
            match ready!(Pin::new(&mut self.stream).poll_write(context, &self.out[self.start..])) {
                Ok(0) => return Poll::Ready(Err(io::Error::from(io::ErrorKind::WriteZero).into())),
                Ok(count) => {
                    self.start += count;
                    self.reached += count as u64;
                }
                Err(error) => {
                    if self.is_sealed {
                        self.reached = self.queued;
                    }
                    return Poll::Ready(Err(error.into()));
                }
            }
        }
        Pin::new(&mut self.stream).poll_flush(context).map_err(Broken::from)
    }

    /// The next reply, once all its lines are here.
    pub(super) fn poll_answer(&mut self, context: &mut Context<'_>) -> Poll<Result<Answer, Broken>> {
        loop {
            if let Some(answer) = self.understand()? {
                return Poll::Ready(Ok(answer));
            }
            if ready!(self.poll_hear(context))? == 0 {
                return Poll::Ready(Err(io::Error::from(io::ErrorKind::UnexpectedEof).into()));
            }
        }
    }

    /// Whether something came that nobody asked for: a reply or a part of one, or the end of the line. Never waits.
    pub(super) async fn has_unread(&mut self) -> bool {
        poll_fn(|context| {
            let is_here = self.read < self.heard.len() || self.poll_hear(context).is_ready();
            Poll::Ready(is_here)
        })
        .await
    }

    /// Says a command and reads its reply, each within `limit`.
    pub(super) async fn ask(&mut self, command: &[u8], limit: Duration) -> Result<Answer, Broken> {
        self.queue(command);
        timeout(limit, poll_fn(|context| self.poll_flush(context))).await.unwrap_or(Err(Broken::TimedOut))?;
        self.hear(limit).await
    }

    /// Reads one reply, all its lines within `limit`.
    pub(super) async fn hear(&mut self, limit: Duration) -> Result<Answer, Broken> {
        timeout(limit, poll_fn(|context| self.poll_answer(context))).await.unwrap_or(Err(Broken::TimedOut))
    }

    /// Hangs up.
    pub(super) async fn close(mut self, limit: Duration) {
        // There is nobody left to tell of a failure.
        let _ = timeout(limit, self.stream.shutdown()).await;
    }

    /// Reads what is there; how many bytes it was, 0 at the end of the line.
    fn poll_hear(&mut self, context: &mut Context<'_>) -> Poll<io::Result<usize>> {
        self.heard.drain(..self.read);
        self.read = 0;
        let mut room = [0; READ];
        let mut buffer = ReadBuf::new(&mut room);
        ready!(Pin::new(&mut self.stream).poll_read(context, &mut buffer))?;
        self.heard.extend_from_slice(buffer.filled());
        Poll::Ready(Ok(buffer.filled().len()))
    }

    /// The next reply of what was heard, if it is there to its end.
    fn understand(&mut self) -> Result<Option<Answer>, Broken> {
        loop {
            let rest = &self.heard[self.read..];
            let Some(end) = memchr::memchr(b'\n', rest) else {
                if rest.len() > MAX_LINE {
                    return Err(Broken::Rubbish(reply::printable(&rest[..200])));
                }
                return Ok(None);
            };
            let bytes = &rest[..=end];
            let rubbish = || Broken::Rubbish(reply::printable(bytes).chars().take(200).collect());
            if bytes.len() > MAX_LINE {
                return Err(rubbish());
            }
            let line = reply::line(bytes).ok_or_else(rubbish)?;
            let so_far = &mut self.answer;
            if !so_far.lines.is_empty() && line.code != so_far.code || so_far.lines.len() == MAX_LINES {
                return Err(rubbish());
            }
            self.read += bytes.len();
            so_far.code = line.code;
            so_far.lines.push(line.text);
            if line.is_last {
                return Ok(Some(std::mem::replace(so_far, Answer { code: 0, lines: Vec::new() })));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Broken;
    use crate::language::Language;
    use crate::language::words::Words;

    #[test]
    fn a_reply_of_our_own_is_the_name_of_a_message() {
        for language in [Language::Danish, Language::English] {
            let words = Words::new(language);
            for broken in [Broken::TimedOut, Broken::Closed(String::new().into()), Broken::Rubbish(String::new())] {
                assert!(words.find(&broken.reply().text, &[]).is_some());
            }
            for name in ["delivery-too-large-for-relay", "delivery-needs-smtputf8"] {
                assert!(words.find(name, &[]).is_some(), "{name}");
            }
        }
    }
}
