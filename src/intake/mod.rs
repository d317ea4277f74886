//! Other people's texts → our data. Bytes in, values out; no disk.

pub mod subscribers;
