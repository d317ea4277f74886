//! The line to a relay: bytes out, replies in, each within its time. What they mean is not its business.

use super::reply::{self, Answer, MAX_LINE, MAX_LINES};
use crate::model::{Argument, system_error};
use std::io;
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
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
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Closed(_) => "delivery-line-closed",
            Self::TimedOut => "delivery-line-silent",
            Self::Rubbish(_) => "delivery-line-rubbish",
        }
    }
}

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Self {
        Self::Closed(system_error(&error))
    }
}

/// A write that did not come to its end.
pub(super) struct Cut {
    /// How many bytes were taken. Over TLS some after them may have reached the relay, but never the whole of a record, so
    /// that a letter whose last bytes were not taken has not been read to its final dot.
    pub(super) written: usize,
    pub(super) cause: Broken,
}

/// The line to a relay.
pub(super) struct Line {
    stream: BufReader<Box<dyn Stream>>,
    buffer: Vec<u8>,
}

impl Line {
    pub(super) fn new(stream: Box<dyn Stream>) -> Self {
        Self { stream: BufReader::new(stream), buffer: Vec::with_capacity(512) }
    }

    /// The bare stream, for a handshake. Whoever asks has made sure that nothing is unread.
    pub(super) fn into_stream(self) -> Box<dyn Stream> {
        self.stream.into_inner()
    }

    /// Writes all of it; each part within `limit`.
    pub(super) async fn send(&mut self, bytes: &[u8], limit: Duration) -> Result<(), Cut> {
        let stream = self.stream.get_mut();
        let mut written = 0;
        while written < bytes.len() {
            match timeout(limit, stream.write(&bytes[written..])).await {
                Ok(Ok(0)) => return Err(Cut { written, cause: io::Error::from(io::ErrorKind::WriteZero).into() }),
                Ok(Ok(count)) => written += count,
                Ok(Err(error)) => return Err(Cut { written, cause: error.into() }),
                Err(_) => return Err(Cut { written, cause: Broken::TimedOut }),
            }
        }
        match timeout(limit, stream.flush()).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(Cut { written, cause: error.into() }),
            Err(_) => Err(Cut { written, cause: Broken::TimedOut }),
        }
    }

    /// Reads one reply, all its lines within `limit`.
    pub(super) async fn answer(&mut self, limit: Duration) -> Result<Answer, Broken> {
        timeout(limit, self.read_answer()).await.unwrap_or(Err(Broken::TimedOut))
    }

    /// Whether something came that nobody asked for: a reply, or the end of the line. Never waits.
    pub(super) async fn has_unread(&mut self) -> bool {
        std::future::poll_fn(|context| match Pin::new(&mut self.stream).poll_fill_buf(context) {
            Poll::Pending => Poll::Ready(false),
            Poll::Ready(_) => Poll::Ready(true),
        })
        .await
    }

    /// Hangs up.
    pub(super) async fn close(mut self, limit: Duration) {
        // There is nobody left to tell of a failure.
        let _ = timeout(limit, self.stream.get_mut().shutdown()).await;
    }

    async fn read_answer(&mut self) -> Result<Answer, Broken> {
        let mut answer = Answer { code: 0, lines: Vec::new() };
        loop {
            self.read_line().await?;
            let rubbish = || Broken::Rubbish(reply::printable(&self.buffer).chars().take(200).collect());
            let line = reply::line(&self.buffer).ok_or_else(rubbish)?;
            if !answer.lines.is_empty() && line.code != answer.code || answer.lines.len() == MAX_LINES {
                return Err(rubbish());
            }
            answer.code = line.code;
            answer.lines.push(line.text);
            if line.is_last {
                return Ok(answer);
            }
        }
    }

    async fn read_line(&mut self) -> Result<(), Broken> {
        self.buffer.clear();
        loop {
            let available = self.stream.fill_buf().await?;
            if available.is_empty() {
                return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
            }
            let end = memchr::memchr(b'\n', available);
            let count = end.map_or(available.len(), |end| end + 1);
            self.buffer.extend_from_slice(&available[..count]);
            self.stream.consume(count);
            if self.buffer.len() > MAX_LINE {
                return Err(Broken::Rubbish(reply::printable(&self.buffer[..200])));
            }
            if end.is_some() {
                return Ok(());
            }
        }
    }
}
