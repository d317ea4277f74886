//! The rules, one table of named functions: records and facts → findings.

mod files;

pub use files::named_files;
