//! YAML text ⇄ model. `&str` in, values or findings out; never a path, never the disk.

mod written;
