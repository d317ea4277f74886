//! Streams of rows to the server.

use super::failure::Failure;
use bytes::Bytes;
use futures_util::SinkExt;
use std::pin::{Pin, pin};
use tokio_postgres::{Client, CopyInSink};

/// Opens a stream; `statement` is a `COPY … FROM STDIN`.
pub(super) async fn open(client: &Client, statement: &str) -> Result<CopyInSink<Bytes>, Failure> {
    Ok(client.copy_in(statement).await?)
}

/// Sends some rows.
pub(super) async fn push(mut sink: Pin<&mut CopyInSink<Bytes>>, rows: Bytes) -> Result<(), Failure> {
    Ok(sink.send(rows).await?)
}

/// Sends rows as they are made, a packet at a time; `statement` is a `COPY … FROM STDIN`. Returns how many arrived.
pub(super) async fn send(
    client: &Client,
    statement: &str,
    mut next: impl FnMut() -> Result<Option<Bytes>, Failure>,
) -> Result<u64, Failure> {
    let mut sink = pin!(open(client, statement).await?);
    while let Some(packet) = next()? {
        push(sink.as_mut(), packet).await?;
    }
    Ok(sink.finish().await?)
}
