//! The numbered notes of a text: where its links lead.

use minijinja::value::{Object, ObjectRepr};
use minijinja::{Error, ErrorKind, State, Value};
use std::sync::{Arc, Mutex, PoisonError};

/// Numbers the links of a text, and lists those that no list has shown yet.
#[derive(Debug, Default)]
pub(super) struct Notes {
    state: Mutex<Numbered>,
}

#[derive(Debug, Default)]
struct Numbered {
    shown: usize,
    waiting: Vec<String>,
}

impl Notes {
    /// The number of an address: the one that it has since the last list, else the next.
    pub(super) fn add(&self, url: &str) -> usize {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let place = state.waiting.iter().position(|waiting| waiting == url).unwrap_or_else(|| {
            state.waiting.push(url.to_owned());
            state.waiting.len() - 1
        });
        state.shown + place + 1
    }

    /// The notes since the last list, each with its number.
    fn list(&self) -> Vec<Value> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = std::mem::take(&mut state.waiting);
        let first = state.shown + 1;
        state.shown += waiting.len();
        let note = |(at, url)| minijinja::context! { number => first + at, url => url };
        waiting.into_iter().enumerate().map(note).collect()
    }
}

impl Object for Notes {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn call_method(self: &Arc<Self>, _: &mut State<'_, '_>, method: &str, _: &[Value]) -> Result<Value, Error> {
        match method {
            "list" => Ok(Value::from(self.list())),
            _ => Err(Error::from(ErrorKind::UnknownMethod)),
        }
    }
}
