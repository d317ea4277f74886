//! Other people's texts → our data. Bytes in, values out; no disk.

pub mod relay_log;
pub mod subscribers;
pub mod word;
