//! Pours every table out, row by row, in the form that another database takes it in.

use crate::model::{Balance, MailingId};
use crate::store::copy_lines::Lines;
use crate::store::sqlite::{Failure, report};
use crate::store::tables::{Holds, TABLES, Table};
use bytes::Bytes;
use rusqlite::{Row, Transaction};
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;

/// Some rows of a table, whole ones only in sum.
pub(in crate::store) struct Packet {
    /// Which of `TABLES`.
    pub(in crate::store) table: usize,
    pub(in crate::store) bytes: Bytes,
}

/// What was poured out.
pub(in crate::store) struct Poured {
    /// How many rows of each of `TABLES`, and the SHA-256 of their text.
    pub(in crate::store) tables: Vec<(u64, [u8; 32])>,
    /// The figures of each mailing.
    pub(in crate::store) balances: Vec<(MailingId, Balance)>,
}

pub(super) fn pour(transaction: &Transaction<'_>, packets: &mpsc::Sender<Packet>) -> Result<Poured, Failure> {
    let tables = TABLES.iter().enumerate().map(|(number, table)| pour_table(transaction, number, table, packets));
    let tables = tables.collect::<Result<_, _>>()?;
    let balances = report::mailings(transaction)?.into_iter().map(|report| (report.id, report.balance)).collect();
    Ok(Poured { tables, balances })
}

fn pour_table(
    transaction: &Transaction<'_>,
    number: usize,
    table: &Table,
    packets: &mpsc::Sender<Packet>,
) -> Result<(u64, [u8; 32]), Failure> {
    let select = format!("SELECT {} FROM {} ORDER BY {}", table.list(), table.name, table.key());
    let mut statement = transaction.prepare(&select)?;
    let mut rows = statement.query([])?;
    let (mut lines, mut count, mut digest) = (Lines::default(), 0, Sha256::new());
    // Where nobody takes them any more, the one who took them says why.
    let mut send = |bytes: Bytes| {
        digest.update(&bytes);
        let _ = packets.blocking_send(Packet { table: number, bytes });
    };
    while let Some(row) = rows.next()? {
        write(&mut lines, table, row)?;
        count += 1;
        if let Some(packet) = lines.packet() {
            send(packet);
            if packets.is_closed() {
                break;
            }
        }
    }
    send(lines.rest());
    Ok((count, digest.finalize().into()))
}

fn write(lines: &mut Lines, table: &Table, row: &Row<'_>) -> rusqlite::Result<()> {
    for (column, (_, holds)) in table.columns.iter().enumerate() {
        match holds {
            Holds::Number => lines.number(row.get(column)?),
            Holds::Text => lines.text(row.get_ref(column)?.as_str_or_null()?),
            Holds::Bytes => lines.bytes(row.get_ref(column)?.as_blob()?),
        }
    }
    lines.end();
    Ok(())
}
